package extract

import (
	"context"
	"strings"
	"testing"

	"diembao/news"
)

// credited are lines that say whose text an article is; none of the writers exists.
var credited = []struct{ line, names, credit string }{
	{"TTXVN/Tin Tức", "", "TTXVN/Tin Tức"}, {"PV/TTXVN", "PV", "TTXVN"}, {"(TTXVN)", "", "TTXVN"}, {"TTXVN", "", "TTXVN"},
	{"Lò Vân/VOV.VN", "Lò Vân", "VOV.VN"}, {"Lò Vân - Mã Kha/VOV", "Lò Vân - Mã Kha", "VOV"}, {"Lò Vân/VOV-Trung tâm Tin", "Lò Vân", "VOV-Trung tâm Tin"},
	{"theo vnexpress.net", "", "vnexpress.net"}, {"Theo vnexpress", "", "vnexpress"}, {"Theo VnExpress", "", "VnExpress"}, {"(theo TTXVN)", "", "TTXVN"},
	{"(Tổng hợp theo báo VOV, TTXVN)", "", "báo VOV, TTXVN"}, {"Theo VOV, Dân trí", "", "VOV, Dân trí"}, {"Tổng hợp từ VTV, Zing", "", "VTV, Zing"},
	{"Mã Kha / Theo Trí Thức Trẻ", "Mã Kha", "Trí Thức Trẻ"}, {"Mã Kha, Theo Thời Đại", "Mã Kha", "Thời Đại"}, {"Sương, Theo Trí Thức Trẻ", "Sương", "Trí Thức Trẻ"},
	{"Mã Kha Theo Dân trí", "Mã Kha", "Dân trí"}, {"Theo Mã Kha (Dân trí)", "Mã Kha", "Dân trí"}, {"Theo Mã Kha ( Dân Trí )", "Mã Kha", "Dân Trí"},
	{"Theo M.K (An Ninh Thủ Đô)", "M.K", "An Ninh Thủ Đô"}, {"Theo Mã Kha/VnExpress", "Mã Kha", "VnExpress"}, {"Theo Mã Kha (vnexpress.net)", "Mã Kha", "vnexpress.net"},
	{"MÃ KHA (VnExpress)", "MÃ KHA", "VnExpress"}, {"Mã Kha (TTXVN)", "Mã Kha", "TTXVN"}, {"Mã Kha (Theo Reuters)", "Mã Kha", "Reuters"},
	{"Mã Kha (theo Daily Mail)", "Mã Kha", "Daily Mail"}, {"Mã Kha (Nguồn: CNN)", "Mã Kha", "CNN"}, {"Mã Kha (Tổng hợp theo báo Dân Việt, Đất Việt)", "Mã Kha", "báo Dân Việt, Đất Việt"},
	{"Mã Kha (tổng hợp từ VTV)", "Mã Kha", "VTV"}, {"Theo Mã Kha (Theo Sputnik) (Dân Việt)", "Mã Kha", "Dân Việt"}, {"Mã Kha (T/h) Theo Đời sống Plus", "Mã Kha", "Đời sống Plus"},
	{"Theo báo Lao Động", "", "báo Lao Động"}, {"Theo Lao Động", "", "Lao Động"}, {"Theo Tuổi Trẻ", "", "Tuổi Trẻ"}, {"Theo Thanh Niên Online", "", "Thanh Niên Online"},
	{"Theo Tiền Phong", "", "Tiền Phong"}, {"Theo NLĐ", "", "NLĐ"}, {"Theo Người Lao Động", "", "Người Lao Động"}, {"Theo Sài Gòn Giải Phóng", "", "Sài Gòn Giải Phóng"},
	{"Nguồn: VTV", "", "VTV"}, {"Nguồn: TTXVN, VOV", "", "TTXVN, VOV"}, {"Nguồn Nhân Dân", "", "Nhân Dân"}, {"Nguồn: Báo Bến Mẫu", "", "Báo Bến Mẫu"},
	{"Theo Báo Bến Mẫu", "", "Báo Bến Mẫu"}, {"Theo Báo Nghệ An", "", "Báo Nghệ An"}, {"Mã Kha/Báo Nghệ An", "Mã Kha", "Báo Nghệ An"}, {"Mã Kha (Báo Nghệ An)", "Mã Kha", "Báo Nghệ An"},
	{"Theo Quân đội nhân dân", "", "Quân đội nhân dân"}, {"Theo Công an nhân dân", "", "Công an nhân dân"}, {"Theo QĐND Online", "", "QĐND Online"},
	{"(Theo VietNamNet)", "", "VietNamNet"}, {"(Theo Zing.vn)", "", "Zing.vn"}, {"(Dân trí)", "", "Dân trí"}, {"Theo Kinh tế và Đô thị", "", "Kinh tế và Đô thị"},
	{"(Theo AFP, Reuters)", "", "AFP, Reuters"}, {"Mã Kha/Báo Tin tức", "Mã Kha", "Báo Tin tức"}, {"TTXVN/Mã Kha - Lò Vân", "Mã Kha - Lò Vân", "TTXVN"},
	{"Theo VTV News", "", "VTV News"}, {"Theo VOV và TTXVN", "", "VOV và TTXVN"}, {"(Theo Lao Động, Tiền Phong)", "", "Lao Động, Tiền Phong"}, {"Mã Kha (theo Tân Hoa xã)", "Mã Kha", "Tân Hoa xã"},
	{"Theo TNO", "", "TNO"}, {"Theo TPO", "", "TPO"}, {"PV (TTXVN)", "PV", "TTXVN"}, {"Mã Kha (VNE)", "Mã Kha", "VNE"}, {"Theo P.V (Dân trí)", "P.V", "Dân trí"},
}

// uncredited are lines and ends of sentences that credit no outlet.
var uncredited = []string{
	"theo ông Mã Kha", "Theo ông Mã Kha", "Theo UBND tỉnh", "Theo UBND tỉnh Mẫu", "Theo Báo cáo của Sở Y tế", "Theo báo cáo", "(theo Nghị quyết 18)", "(Theo Nghị quyết 18)",
	"(theo Luật Báo chí)", "(theo giờ Việt Nam)", "(theo giờ địa phương)", "Theo kế hoạch", "Theo Kế hoạch 12", "Theo Bộ Y tế", "Theo Sở Xây dựng", "Theo Công an tỉnh",
	"Theo Công an huyện Mẫu", "Theo Hội Nhà báo", "(Theo Điều 3)", "(Theo Thông tư 08)", "(theo dự thảo)", "Nguồn nước", "Nguồn ảnh: AFP", "(Nguồn ảnh: Reuters)",
	"Ảnh: TTXVN", "(Ảnh: Mã Kha/TTXVN)", "(Ảnh: AFP)", "Ảnh: Getty Images", "Video: VTV", "(Ảnh minh họa)", "Mã Kha", "Theo Mã Kha", "Lò Vân - Mã Kha", "PV", "Nhóm PV",
	"Mã Kha (tổng hợp)", "Mã Kha (lược dịch)", "Mã Kha (ghi)", "Mã Kha (t/h)", "(Tổng hợp)", "Tổng hợp", "Sưu tầm", "Xây dựng", "Lao Động", "Thanh Niên", "Tuổi Trẻ",
	"Văn hóa - Xã hội", "Khám phá", "Đầu tư", "(lao động)", "(thanh niên)", "(TP.HCM)", "(Hà Nội)", "(tỉnh Nghệ An)", "(Uông Bí - Quảng Ninh)", "(UBND)", "(WHO)", "(Đoàn Thanh niên)",
	"6,5 USD/cổ phiếu", "37,25 triệu đồng/lượng", "120 người/km2", "từ Hà Nội", "Mã Kha (từ Tokyo)", "theo dõi trên VTV", "Theo dõi VTV", "Theo đó", "Theo Chủ tịch", "Theo Luật",
}

// TestCredits reads each line below an article and run on behind its last sentence.
func TestCredits(t *testing.T) {
	body := strings.Join(famBody, "\n\n")
	read := func(end string) news.Article {
		return Text(famTitle+"\n\n"+famLead+"\n\n"+body+end, news.Instant{}, "")
	}
	for _, c := range credited {
		if a := read("\n\n" + c.line); a.Credit != c.credit || a.Byline != c.names || !strings.HasSuffix(a.Body, famBody[2]) {
			t.Errorf("line %q: byline %q, credit %q; want %q, %q; body ends %q", c.line, a.Byline, a.Credit, c.names, c.credit, a.Body[len(a.Body)-60:])
		}
		if a := read(" " + c.line); a.Credit != c.credit || a.Byline != c.names || !strings.HasSuffix(a.Body, famBody[2]) {
			t.Errorf("run on %q: byline %q, credit %q; want %q, %q; body ends %q", c.line, a.Byline, a.Credit, c.names, c.credit, a.Body[len(a.Body)-60:])
		}
	}
	if a := read(" Thuyền neo ở bến. (Nguồn: Reuters)"); a.Credit != "" { // of a picture
		t.Errorf("credit %q", a.Credit)
	}
	for _, line := range uncredited {
		if a := read("\n\n" + line); a.Credit != "" {
			t.Errorf("line %q: credit %q", line, a.Credit)
		}
		if a := read(" " + line); a.Credit != "" || a.Byline != "" || !strings.HasSuffix(a.Body, line) {
			t.Errorf("run on %q: byline %q, credit %q", line, a.Byline, a.Credit)
		}
	}
}

// TestOwnCredit: an outlet's own name or address in its own article credits nobody.
func TestOwnCredit(t *testing.T) {
	for _, c := range []struct{ source, line, byline, credit string }{
		{"Báo Dân trí", "Theo Mã Kha (Dân trí)", "Mã Kha", ""},
		{"Báo Dân trí", "Mã Kha/VOV.VN", "Mã Kha", "VOV.VN"},
		{"Báo điện tử VOV", "Mã Kha/VOV-Trung tâm Tin", "Mã Kha", ""},
		{"Báo điện tử VOV", "Mã Kha/VOV", "Mã Kha", ""},
		{"Báo Tin tức", "TTXVN/Tin tức", "", "TTXVN/Tin tức"},
	} {
		page := "<html><head><title>" + famTitle + "</title></head><body><h1>" + famTitle + "</h1><div><p>" + strings.Join(famBody, "</p><p>") + "</p><p>" + c.line + "</p></div></body></html>"
		a := New(Options{}).Article(context.Background(), news.Snapshot{URL: "https://a.example.vn/x-1.html", Status: 200, Time: fetched, Body: []byte(page)}, news.Source{Name: c.source})
		if a.Byline != c.byline || a.Credit != c.credit || !strings.HasSuffix(a.Body, famBody[2]) {
			t.Errorf("%s, %q: byline %q, credit %q", c.source, c.line, a.Byline, a.Credit)
		}
	}
}
