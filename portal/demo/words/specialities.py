"""Professions of the invented province: where people work, what they studied, what they write."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.registry.models import DegreeLevel, Sector

LEGAL_BASIS = "Quyết định 12/2008/QĐ-BKHCN (bảng phân loại; dữ liệu mẫu)"

FIELDS = {
    "101": ("Toán học và thống kê", "Mathematics and statistics"),
    "102": ("Khoa học máy tính và thông tin", "Computer and information sciences"),
    "105": ("Khoa học trái đất và môi trường", "Earth and environmental sciences"),
    "106": ("Sinh học", "Biological sciences"),
    "201": ("Kỹ thuật dân dụng", "Civil engineering"),
    "202": ("Kỹ thuật điện, điện tử, thông tin", "Electrical and information engineering"),
    "301": ("Y học cơ sở", "Basic medicine"),
    "302": ("Y học lâm sàng", "Clinical medicine"),
    "303": ("Y tế", "Health sciences"),
    "304": ("Dược học", "Pharmacy"),
    "401": ("Trồng trọt", "Crop science"),
    "402": ("Chăn nuôi", "Animal science"),
    "403": ("Thú y", "Veterinary science"),
    "404": ("Lâm nghiệp", "Forestry"),
    "502": ("Kinh tế và kinh doanh", "Economics and business"),
    "503": ("Khoa học giáo dục", "Educational sciences"),
    "505": ("Pháp luật", "Law"),
    "508": ("Thông tin đại chúng và truyền thông", "Media and communications"),
    "601": ("Lịch sử và khảo cổ học", "History and archaeology"),
    "602": ("Ngôn ngữ học và văn hoá", "Languages and culture"),
    "604": ("Nghệ thuật", "Arts"),
}


@dataclass(frozen=True)
class Speciality:
    """One profession; `titles` are the lists that a work's title is put together from."""

    key: str
    weight: float
    sector: Sector
    fields: Sequence[str]
    disciplines: Sequence[str]
    schools: Sequence[str]
    ladder: tuple[DegreeLevel, DegreeLevel, DegreeLevel]
    workplaces: Sequence[str]
    posts: Sequence[str]
    keywords: Sequence[str]
    titles: tuple[Sequence[str], Sequence[str], Sequence[str]]
    art: bool = False


D = DegreeLevel
_PLAIN = (D.BACHELOR, D.MASTER, D.DOCTOR)
_ENGINEER = (D.ENGINEER, D.MASTER, D.DOCTOR)
_MEDICAL = (D.PHYSICIAN, D.SPECIALIST_1, D.SPECIALIST_2)
_WHERE = (
    "tại tỉnh Sơn Mẫu",
    "trên địa bàn tỉnh Sơn Mẫu",
    "tại các xã vùng cao tỉnh Sơn Mẫu",
    "ở xã Mường Thử",
    "ở xã Nậm Mẫu",
    "tại phường Sơn Mẫu",
    "ở xã Chiềng Thử",
)

SPECIALITIES = (
    Speciality(
        "y_hoc",
        15,
        Sector.HEALTH,
        ("302", "301"),
        (
            "Nội khoa",
            "Ngoại khoa",
            "Sản phụ khoa",
            "Nhi khoa",
            "Hồi sức cấp cứu",
            "Truyền nhiễm",
            "Tim mạch",
        ),
        ("Trường Đại học Y Hà Nội", "Trường Đại học Y Dược Thái Nguyên", "Học viện Quân y"),
        _MEDICAL,
        ("benh_vien", "ttyt_1", "ttyt_2", "ttyt_3"),
        ("Bác sĩ", "Bác sĩ điều trị", "Phó trưởng khoa", "Trưởng khoa"),
        (
            "tim mạch",
            "sốt mò",
            "chấn thương sọ não",
            "sản khoa vùng cao",
            "hồi sức",
            "nhi sơ sinh",
            "đột quỵ",
        ),
        (
            ("Đặc điểm lâm sàng, cận lâm sàng", "Kết quả điều trị", "Một số yếu tố tiên lượng"),
            (
                "bệnh nhân sốt mò",
                "viêm phổi ở trẻ dưới 5 tuổi",
                "đột quỵ não cấp",
                "tiền sản giật",
                "gãy kín thân xương đùi",
                "tăng huyết áp ở người cao tuổi",
            ),
            ("tại Bệnh viện Đa khoa tỉnh Sơn Mẫu", *_WHERE),
        ),
    ),
    Speciality(
        "y_te_cong_cong",
        5,
        Sector.HEALTH,
        ("303",),
        ("Y tế công cộng", "Y học dự phòng", "Dinh dưỡng"),
        ("Trường Đại học Y tế công cộng", "Trường Đại học Y Dược Thái Nguyên"),
        _PLAIN,
        ("kiem_soat_benh_tat", "so_y_te", "ttyt_1", "ttyt_2"),
        ("Chuyên viên", "Phó trưởng phòng", "Trưởng khoa kiểm soát bệnh truyền nhiễm"),
        ("dịch tễ", "dinh dưỡng trẻ em", "sốt rét", "nước sạch", "tiêm chủng", "sức khoẻ bà mẹ"),
        (
            ("Thực trạng và một số yếu tố liên quan đến", "Hiệu quả can thiệp cộng đồng về"),
            (
                "suy dinh dưỡng thấp còi",
                "tiêm chủng đầy đủ",
                "sử dụng nhà tiêu hợp vệ sinh",
                "chăm sóc trước sinh của phụ nữ dân tộc thiểu số",
            ),
            _WHERE,
        ),
    ),
    Speciality(
        "duoc_dong_y",
        4,
        Sector.HEALTH,
        ("304", "302"),
        ("Dược học", "Y học cổ truyền", "Dược liệu"),
        ("Trường Đại học Dược Hà Nội", "Học viện Y Dược học cổ truyền Việt Nam"),
        _PLAIN,
        ("benh_vien_yhct", "benh_vien"),
        ("Dược sĩ", "Y sĩ y học cổ truyền", "Phó trưởng khoa Dược", "Trưởng khoa châm cứu"),
        ("dược liệu", "sâm bản địa", "châm cứu", "bài thuốc dân tộc", "sa nhân", "thảo quả"),
        (
            (
                "Nghiên cứu thành phần và tác dụng",
                "Sưu tầm và đánh giá",
                "Kỹ thuật trồng và chế biến",
            ),
            (
                "bài thuốc tắm của người Dao",
                "sa nhân tím",
                "tam thất",
                "cây thuốc của đồng bào Thái",
            ),
            _WHERE,
        ),
    ),
    Speciality(
        "giao_duc",
        21,
        Sector.EDUCATION,
        ("503", "602"),
        (
            "Sư phạm Ngữ văn",
            "Giáo dục tiểu học",
            "Quản lý giáo dục",
            "Sư phạm Lịch sử",
            "Giáo dục mầm non",
        ),
        ("Trường Đại học Sư phạm Hà Nội", "Trường Đại học Tây Bắc", "Đại học Thái Nguyên"),
        _PLAIN,
        ("thpt_1", "thpt_2", "dtnt", "so_giao_duc", "cao_dang"),
        ("Giáo viên", "Tổ trưởng chuyên môn", "Phó hiệu trưởng", "Hiệu trưởng", "Giảng viên"),
        (
            "giáo dục vùng cao",
            "tiếng Việt cho học sinh dân tộc",
            "bán trú",
            "đổi mới phương pháp",
            "đọc sách",
        ),
        (
            ("Biện pháp", "Kinh nghiệm", "Một số giải pháp", "Quản lý hoạt động"),
            (
                "nâng cao chất lượng dạy tiếng Việt cho học sinh dân tộc thiểu số",
                "duy trì sĩ số học sinh bán trú",
                "xây dựng văn hoá đọc trong trường nội trú",
                "giáo dục kỹ năng sống qua trải nghiệm",
            ),
            _WHERE,
        ),
    ),
    Speciality(
        "khoa_hoc_tu_nhien",
        7,
        Sector.EDUCATION,
        ("101", "106"),
        ("Sư phạm Toán", "Sư phạm Vật lý", "Sư phạm Hoá học", "Sinh học"),
        ("Trường Đại học Sư phạm Hà Nội 2", "Trường Đại học Khoa học Tự nhiên Hà Nội"),
        _PLAIN,
        ("thpt_1", "thpt_2", "cao_dang"),
        ("Giáo viên", "Tổ trưởng chuyên môn", "Giảng viên"),
        ("bồi dưỡng học sinh giỏi", "thí nghiệm ảo", "đa dạng sinh học", "STEM"),
        (
            ("Thiết kế", "Ứng dụng", "Bồi dưỡng học sinh giỏi bằng"),
            (
                "bộ thí nghiệm tự làm",
                "phần mềm hình học động",
                "dạy học STEM với vật liệu địa phương",
            ),
            _WHERE,
        ),
    ),
    Speciality(
        "nong_nghiep",
        10,
        Sector.AGRICULTURE,
        ("401", "402"),
        ("Khoa học cây trồng", "Chăn nuôi", "Bảo vệ thực vật", "Thú y"),
        ("Học viện Nông nghiệp Việt Nam", "Trường Đại học Nông Lâm Thái Nguyên"),
        _ENGINEER,
        ("so_nong_nghiep", "khuyen_nong", "cong_ty_che"),
        ("Kỹ sư", "Chuyên viên", "Phó giám đốc", "Trưởng trạm"),
        ("chè shan tuyết", "mắc ca", "lúa nếp", "cây ăn quả", "bò vàng vùng cao", "hữu cơ"),
        (
            ("Nghiên cứu quy trình canh tác", "Tuyển chọn và phục tráng giống", "Xây dựng mô hình"),
            (
                "chè shan tuyết cổ thụ",
                "lúa nếp tan",
                "xoài trên đất dốc",
                "mắc ca xen chè",
                "bò vàng bản địa",
            ),
            _WHERE,
        ),
    ),
    Speciality(
        "lam_nghiep_moi_truong",
        6,
        Sector.ENVIRONMENT,
        ("404", "105"),
        ("Lâm học", "Quản lý tài nguyên rừng", "Khoa học môi trường", "Địa chất"),
        ("Trường Đại học Lâm nghiệp", "Trường Đại học Mỏ - Địa chất"),
        _ENGINEER,
        ("so_nong_nghiep", "khoa_hoc_cn"),
        ("Kỹ sư", "Chuyên viên", "Hạt phó kiểm lâm", "Hạt trưởng kiểm lâm"),
        (
            "sạt lở",
            "lũ quét",
            "rừng đầu nguồn",
            "chi trả dịch vụ môi trường rừng",
            "lâm sản ngoài gỗ",
        ),
        (
            ("Đánh giá nguy cơ", "Nghiên cứu giải pháp", "Lập bản đồ"),
            (
                "sạt lở đất và lũ quét",
                "phục hồi rừng đầu nguồn",
                "phát triển lâm sản ngoài gỗ dưới tán rừng",
            ),
            _WHERE,
        ),
    ),
    Speciality(
        "xay_dung",
        6,
        Sector.CONSTRUCTION,
        ("201",),
        ("Xây dựng dân dụng", "Cầu đường", "Kiến trúc", "Thuỷ lợi"),
        (
            "Trường Đại học Xây dựng Hà Nội",
            "Trường Đại học Giao thông Vận tải",
            "Trường Đại học Thuỷ lợi",
        ),
        _ENGINEER,
        ("so_xay_dung",),
        ("Kỹ sư", "Chuyên viên", "Phó trưởng phòng", "Kiến trúc sư"),
        ("đường giao thông nông thôn", "hồ chứa nhỏ", "nhà ở truyền thống", "taluy", "quy hoạch"),
        (
            ("Giải pháp ổn định", "Thiết kế", "Ứng dụng vật liệu tại chỗ cho"),
            (
                "mái taluy đường tỉnh",
                "hồ chứa nước nhỏ",
                "đường liên bản",
                "nhà ở truyền thống của người Thái",
            ),
            _WHERE,
        ),
    ),
    Speciality(
        "cong_nghe_thong_tin",
        6,
        Sector.INFORMATION,
        ("102", "202"),
        ("Công nghệ thông tin", "Kỹ thuật phần mềm", "Hệ thống thông tin"),
        ("Đại học Bách khoa Hà Nội", "Học viện Công nghệ Bưu chính Viễn thông"),
        _ENGINEER,
        ("khoa_hoc_cn", "van_phong", "cao_dang"),
        ("Kỹ sư", "Chuyên viên", "Trưởng phòng chuyển đổi số", "Giảng viên"),
        ("chuyển đổi số", "chính quyền số", "dữ liệu mở", "an toàn thông tin", "bản đồ số"),
        (
            ("Xây dựng", "Ứng dụng", "Nghiên cứu triển khai"),
            (
                "hệ thống cảnh báo sớm lũ quét",
                "nền tảng dữ liệu dùng chung cấp xã",
                "truy xuất nguồn gốc chè",
            ),
            _WHERE,
        ),
    ),
    Speciality(
        "luat",
        6,
        Sector.LAW,
        ("505",),
        ("Luật hành chính", "Luật dân sự", "Luật kinh tế"),
        ("Trường Đại học Luật Hà Nội", "Khoa Luật, Đại học Quốc gia Hà Nội"),
        _PLAIN,
        ("so_tu_phap", "uy_ban", "so_noi_vu"),
        ("Chuyên viên", "Luật gia", "Trợ giúp viên pháp lý", "Phó trưởng phòng"),
        ("hoà giải cơ sở", "trợ giúp pháp lý", "luật tục", "tảo hôn", "đất đai"),
        (
            ("Nâng cao hiệu quả", "Thực tiễn áp dụng pháp luật về", "Vận dụng luật tục trong"),
            (
                "hoà giải ở cơ sở",
                "phòng, chống tảo hôn",
                "giải quyết tranh chấp đất nương",
                "trợ giúp pháp lý",
            ),
            _WHERE,
        ),
    ),
    Speciality(
        "kinh_te",
        7,
        Sector.ECONOMY,
        ("502",),
        ("Kinh tế phát triển", "Tài chính - Ngân hàng", "Quản trị du lịch", "Quản lý kinh tế"),
        ("Trường Đại học Kinh tế Quốc dân", "Học viện Tài chính"),
        _PLAIN,
        ("so_tai_chinh", "so_van_hoa", "uy_ban"),
        ("Chuyên viên", "Phó trưởng phòng", "Trưởng phòng"),
        ("du lịch cộng đồng", "sản phẩm OCOP", "hợp tác xã", "giảm nghèo", "chuỗi giá trị"),
        (
            ("Phát triển", "Nâng cao chuỗi giá trị", "Đánh giá tác động của chính sách đối với"),
            ("du lịch cộng đồng", "sản phẩm OCOP", "hợp tác xã kiểu mới", "giảm nghèo bền vững"),
            _WHERE,
        ),
    ),
    Speciality(
        "van_hoa",
        5,
        Sector.CULTURE,
        ("601", "602"),
        ("Văn hoá dân gian", "Bảo tàng học", "Lịch sử", "Ngôn ngữ học"),
        ("Trường Đại học Văn hoá Hà Nội", "Trường Đại học Khoa học Xã hội và Nhân văn Hà Nội"),
        _PLAIN,
        ("bao_tang", "so_van_hoa"),
        ("Nghiên cứu viên", "Chuyên viên", "Phó giám đốc bảo tàng"),
        ("chữ Thái cổ", "xoè", "then", "khèn Mông", "lễ hội", "trang phục", "di tích"),
        (
            ("Bảo tồn và phát huy", "Khảo tả", "Giá trị của"),
            (
                "chữ Thái cổ",
                "nghệ thuật khèn Mông",
                "lễ hội cầu mưa",
                "trang phục của người Lự",
                "xoè cổ",
            ),
            _WHERE,
        ),
    ),
    Speciality(
        "van_nghe",
        4,
        Sector.CULTURE,
        ("604", "602"),
        ("Sáng tác văn học", "Âm nhạc", "Mỹ thuật", "Nhiếp ảnh", "Biên đạo múa"),
        ("Trường Đại học Sân khấu - Điện ảnh Hà Nội", "Học viện Âm nhạc Quốc gia Việt Nam"),
        _PLAIN,
        ("bao_tang", "so_van_hoa", "bao_dai"),
        ("Hoạ sĩ", "Nhạc sĩ", "Biên đạo", "Nghệ sĩ nhiếp ảnh", "Nhà văn"),
        ("thơ song ngữ", "ca khúc vùng cao", "nhiếp ảnh", "tranh khắc", "múa dân gian"),
        (
            ("Mùa", "Tiếng", "Bên", "Sắc"),
            ("hoa ban", "khèn trên núi", "bếp lửa nhà sàn", "chàm", "nước nguồn", "nương cao"),
            ("trắng", "vọng về", "năm ấy", "và em", "của mẹ", ""),
        ),
        art=True,
    ),
    Speciality(
        "bao_chi",
        3,
        Sector.MEDIA,
        ("508",),
        ("Báo chí", "Truyền thông đa phương tiện"),
        ("Học viện Báo chí và Tuyên truyền",),
        _PLAIN,
        ("bao_dai",),
        ("Phóng viên", "Biên tập viên", "Trưởng phòng chuyên đề"),
        ("phát thanh tiếng dân tộc", "báo chí số", "phóng sự", "truyền thông chính sách"),
        (
            ("Nâng cao chất lượng", "Tổ chức sản xuất"),
            (
                "chương trình phát thanh tiếng Mông",
                "chuyên mục khoa học và đời sống",
                "phóng sự về người trẻ ở bản",
            ),
            _WHERE,
        ),
    ),
)
BY_KEY = {one.key: one for one in SPECIALITIES}
