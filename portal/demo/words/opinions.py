"""What people say about the invented plan, and what the drafting office answers."""

from dataclasses import dataclass

from portal.consultation.models import Stance


@dataclass(frozen=True)
class Voice:
    """One opinion: whose account it comes from, about which words, and what it says."""

    who: str
    about: str
    stance: Stance
    reason: str
    proposed: str = ""
    is_named: bool = True


VOICES = (
    Voice(
        "citizen",
        "280/QĐ-UBND-SM",
        Stance.COMMENT,
        "Phần căn cứ ghi Quyết định số 208/QĐ-UBND-SM ngày 15/01/2026, ở đây lại ghi số 280 cùng ngày."
        " Đề nghị kiểm tra, thống nhất một số.",
        "…theo Quyết định số 208/QĐ-UBND-SM ngày 15/01/2026 của Uỷ ban nhân dân tỉnh Sơn Mẫu…",
    ),
    Voice(
        "person",
        "đội ngũ tri thức",
        Stance.COMMENT,
        "Cả văn bản dùng “đội ngũ trí thức”, riêng mục này viết “đội ngũ tri thức”. “Tri thức” là hiểu biết,"
        " không phải người. Đề nghị sửa cho thống nhất.",
        "Xây dựng đội ngũ trí thức của tỉnh đủ về số lượng…",
    ),
    Voice(
        "expert",
        "nguồn lực thực kế hoạch",
        Stance.COMMENT,
        "Câu thiếu chữ “hiện”: “bảo đảm nguồn lực thực hiện kế hoạch”.",
        "Sở Tài chính tham mưu bố trí kinh phí, bảo đảm nguồn lực thực hiện kế hoạch theo phân cấp…",
    ),
    Voice(
        "expert",
        "Rà soát, cập nhật cơ sở dữ liệu trí thức",
        Stance.PARTLY,
        "Đồng ý rà soát trong quý I, nhưng nên nói rõ hồ sơ chỉ công khai khi người có hồ sơ đồng ý,"
        " và ai được xem"
        " phần không công khai.",
    ),
    Voice(
        "nominee",
        "Tỉ lệ nữ",
        Stance.AGREE,
        "Chỉ tiêu này cần thiết: ở vùng cao chị em có chuyên môn nhưng ít được cử đi bồi dưỡng.",
    ),
    Voice(
        "member",
        "Hỗ trợ một lần",
        Stance.AGAINST,
        "Hỗ trợ một lần khó giữ người lâu. Nên chia theo năm công tác, kèm điều kiện làm việc và nhà ở.",
        "Hỗ trợ hằng năm trong 05 năm đầu đối với tiến sĩ, bác sĩ chuyên khoa cấp II công tác tại tỉnh…",
    ),
    Voice(
        "citizen",
        "nhà ở công vụ",
        Stance.AGREE,
        "Bản tôi có thầy giáo phải ở nhờ nhiều năm. Mong tỉnh làm sớm, nhất là các xã xa.",
        is_named=False,
    ),
    Voice(
        "person",
        "Phát huy vai trò tư vấn, phản biện của các hội",
        Stance.COMMENT,
        "Nên quy định khi lấy ý kiến phải gửi kèm bản so sánh và thuyết minh để hội có cơ sở góp ý.",
    ),
    Voice(
        "citizen",
        "",
        Stance.COMMENT,
        "Kế hoạch dễ hiểu. Đề nghị dịch phần tóm tắt ra tiếng Thái, tiếng Mông để bà con nắm được.",
    ),
)
LETTER = (
    Voice(
        "",
        "ít nhất 15 ngày",
        Stance.PARTLY,
        "Đề nghị nêu rõ 15 ngày là ngày làm việc hay ngày theo lịch, và tính từ ngày nào.",
        "…ít nhất 15 ngày làm việc kể từ ngày hội nhận được hồ sơ…",
    ),
    Voice(
        "",
        "cam kết công tác tại tỉnh",
        Stance.COMMENT,
        "Cần bổ sung việc bồi hoàn khi người được hỗ trợ không thực hiện đủ cam kết, tránh tranh chấp.",
    ),
)
ANSWERED = (
    (
        "Phần căn cứ ghi",
        "accepted",
        "Tiếp thu. Số đúng là 208/QĐ-UBND-SM; cơ quan soạn thảo sửa lại mục IV.1 và cảm ơn ý kiến (trả"
        " lời mẫu).",
    ),
    (
        "Cả văn bản dùng",
        "accepted",
        "Tiếp thu, thống nhất dùng “đội ngũ trí thức” trong toàn văn bản (trả lời mẫu).",
    ),
    (
        "Hỗ trợ một lần khó",
        "partly",
        "Tiếp thu một phần: giữ hỗ trợ một lần do ngân sách năm đầu, bổ sung phương án hỗ trợ theo năm"
        " công tác để"
        " trình Hội đồng nhân dân tỉnh xem xét (trả lời mẫu).",
    ),
)
MODERATED = (
    Voice(
        "member",
        "ít nhất 15 ngày",
        Stance.PARTLY,
        "Nên ghi rõ 15 ngày làm việc; dịp Tết các hội khó họp kịp.",
        "…gửi dự thảo ít nhất 15 ngày làm việc trước ngày hết hạn góp ý…",
    ),
    Voice(
        "person",
        "trả lời từng ý kiến",
        Stance.AGREE,
        "Trả lời từng ý kiến là điều người góp ý mong nhất. Đề nghị giữ nguyên điều này.",
    ),
    Voice(
        "citizen",
        "Kinh phí",
        Stance.COMMENT,
        "Người dân ở bản không có hội, không có cơ quan thì góp ý ở đâu? Đề nghị thêm điểm góp ý tại xã.",
        is_named=False,
    ),
)
"""The first is let through; the others wait for the moderator."""
ON_SHELVES = (
    (
        Voice(
            "person",
            "sách về cây trồng, vật nuôi",
            Stance.PARTLY,
            "Nên thêm sách tranh bằng tiếng Thái, tiếng Mông cho các cháu nhỏ.",
            "Mỗi tủ có ít nhất 100 đầu sách, trong đó có sách tranh bằng tiếng dân tộc của bản…",
        ),
        "accepted",
        "Tiếp thu. Bổ sung nhóm sách bằng tiếng dân tộc vào mục II.1 (trả lời mẫu).",
    ),
    (
        Voice(
            "member",
            "Trưởng bản giữ chìa khoá",
            Stance.AGAINST,
            "Trưởng bản hay vắng nhà. Nên giao cho giáo viên điểm trường hoặc người bản bầu ra.",
        ),
        "partly",
        "Tiếp thu một phần: bản tự chọn người giữ tủ sách; nơi chưa chọn được thì trưởng bản giữ (trả"
        " lời mẫu).",
    ),
    (
        Voice(
            "citizen",
            "",
            Stance.COMMENT,
            "Đề nghị mỗi tủ sách có một máy tính nối mạng.",
        ),
        "not_accepted",
        "Chưa đưa vào kế hoạch năm 2027 vì nhiều bản chưa có điện lưới ổn định; sẽ xem xét khi lập kế"
        " hoạch năm sau (trả lời mẫu).",
    ),
)
"""Each with the way it was answered and the words of the answer."""
