package extract

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"diembao/news"
)

const (
	famTitle = "Làng Mẫu sửa lại con đường ra đầm"
	famLead  = "Sau cơn bão, bà con làng Mẫu đã cùng bộ đội biên phòng sửa con đường đất ra đầm và dựng lại bến thuyền."
)

var famBody = []string{
	"Theo ông Phan Văn Lợ, Chủ tịch UBND xã Cồn Mẫu, bão làm tốc mái 73 căn nhà và cuốn trôi gần hai trăm mét kè; xã đã xuất quỹ dự phòng mua bạt và dây neo.",
	"Đồn trưởng Đồn Biên phòng Cửa Mẫu Trịnh Quốc Khởi cho biết đơn vị sẽ ở lại giúp dân đến hết tháng, ưu tiên những nhà neo đơn và các lớp học bị ngập.",
	"Trong những ngày tới, xã tiếp tục vận động các chủ vựa cho mượn máy nổ, đồng thời đề nghị huyện sớm sửa tuyến kè để bà con yên tâm ra khơi.",
}

// TestFamilies reads one story in the page of each big content system, testdata/families: the address in the first
// line, {{title}}, {{lead}} and {{body}} where the story goes.
func TestFamilies(t *testing.T) {
	e := New(Options{})
	files, err := filepath.Glob(filepath.Join("testdata", "families", "*.html"))
	if err != nil || len(files) == 0 {
		t.Fatal("no families: ", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			address, page, _ := strings.Cut(string(raw), "\n")
			address = strings.Trim(address, "<!-> ")
			page = strings.NewReplacer("{{title}}", famTitle, "{{lead}}", famLead, "{{body}}", "<p>"+strings.Join(famBody, "</p>\n<p>")+"</p>").Replace(page)
			a := e.Article(context.Background(), news.Snapshot{URL: address, FinalURL: address, Status: 200, Time: fetched, Body: []byte(page)}, news.Source{})
			whole(t, a)
			if a.Title != famTitle {
				t.Errorf("title %q", a.Title)
			}
			if a.Lead != famLead {
				t.Errorf("lead %q", a.Lead)
			}
			if a.Body != strings.Join(famBody, "\n") {
				t.Errorf("body %q", a.Body)
			}
			if a.Byline != "Lê Thảo" && a.Byline != "LÊ THẢO" {
				t.Errorf("byline %q", a.Byline)
			}
			if got := a.Published.Format("2006-01-02T15:04"); got != "2020-07-31T03:07" {
				t.Errorf("published %s by %s", got, a.Origin)
			}
			if len(a.Problems) > 0 {
				t.Errorf("problems %v", a.Problems)
			}
		})
	}
}

func TestProfile(t *testing.T) {
	page := `<html><head><title>Trang tin</title></head><body><div class="a">` + famTitle + `</div><div class="b">31/07/2020 03:07</div><div class="c">` + famLead + `</div><div class="d"><p>` +
		strings.Join(famBody, "</p><p>") + `</p><p class="x">Mời bạn đọc tải ứng dụng của báo để đọc tin nhanh hơn mỗi ngày.</p></div><div class="e">Bút danh Chim Én</div></body></html>`
	src := news.Source{ID: "mau", Name: "Báo Bến Mẫu", Select: news.Selectors{Title: ".a", Published: ".b", Lead: ".c", Body: ".d", Byline: ".e", Remove: []string{".x"}}}
	snap := news.Snapshot{URL: "https://a.example.vn/x.html", Status: 200, Time: fetched, Body: []byte(page)}
	a := New(Options{}).Article(context.Background(), snap, src)
	whole(t, a)
	if a.Title != famTitle || a.Lead != famLead || a.Body != strings.Join(famBody, "\n") || a.Byline != "Bút danh Chim Én" || a.Method != "profile" || a.Origin != news.FromProfile || a.Published.Hour() != 3 {
		t.Errorf("%+v", read(a))
	}
	src.Select.Body = ".c"
	snap.Body = []byte(strings.Replace(page, famLead, famLead+famLead+famLead, 1))
	if a = New(Options{}).Article(context.Background(), snap, src); !has(a, news.ProblemDisagree) {
		t.Errorf("a profile that misses the body is not reported: %v", a.Problems)
	}
}

// TestStaleProfile: selectors of a site as it was must not hide the article of the site as it is.
func TestStaleProfile(t *testing.T) {
	page := `<html><head><meta property="og:title" content="` + famTitle + `"></head><body><div class="title">Tin đọc nhiều trong tuần qua</div><h1>` + famTitle + `</h1><p>31/07/2020 03:07</p><div class="x"><p><b>` + famLead +
		`</b></p><p>` + strings.Join(famBody, "</p><p>") + `</p></div><div class="content"><p>Thêm ba tuyến đò được cấp phép chạy đêm để phục vụ bà con đi chợ sớm và đưa học sinh qua sông.</p></div><div class="other-news"><p class="sapo">Giá tôm giống tăng trở lại sau nhiều tuần giảm sâu ở các trại ven biển.</p></div></body></html>`
	src := news.Source{Select: news.Selectors{Title: ".title", Body: ".content", Lead: ".sapo"}}
	a := New(Options{}).Article(context.Background(), news.Snapshot{URL: "https://a.example.vn/x.html", Status: 200, Time: fetched, Body: []byte(page)}, src)
	whole(t, a)
	if a.Title != famTitle || a.Lead != famLead || !strings.Contains(a.Body, famBody[2]) || !has(a, news.ProblemDisagree) || a.Method == "profile" {
		t.Errorf("%+v", read(a))
	}
}

func TestCheckSelectors(t *testing.T) {
	if err := CheckSelectors(news.Selectors{Title: "h1.title, .x > p:first-child", Remove: []string{"div[class^=ad]"}}); err != nil {
		t.Error(err)
	}
	for _, s := range []news.Selectors{{Title: "h1["}, {Body: "div >"}, {Remove: []string{"p", ".a:nope"}}} {
		err := CheckSelectors(s)
		if !errors.Is(err, news.ErrInvalid) || !strings.Contains(err.Error(), "extract: select.") {
			t.Errorf("%+v: %v", s, err)
		}
	}
}
