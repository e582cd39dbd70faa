"""Words of the invented province: names, professions, titles; ours, weighted by what is common."""
