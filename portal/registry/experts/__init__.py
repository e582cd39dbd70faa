"""The expert finder: a topic in, ranked people out, with the public facts that earned the rank."""
