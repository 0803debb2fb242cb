package coverage

import (
	"strings"
	"testing"

	"diembao/news"
	"diembao/viet/facts"
)

// appeared is an article of a day of June 2024 with its facts.
func appeared(day int, title, body string) news.Article {
	a := news.Article{Title: title, Body: body, Published: news.Instant{Time: news.Day{Year: 2024, Month: 6, Day: day}.Time()}}
	facts.Read(&a, "")
	return a
}

func classOf(x, y news.Article) Class {
	mine := prepare(x)
	q := &asked{text: mine.text, sketch: mine.sketch}
	m, ok := q.judge(prepare(y))
	if !ok {
		return ""
	}
	return m.Class
}

// TestOneFormOfWords: what is said again on another day with other numbers, or of another event, is no copy; what keeps its numbers is.
func TestOneFormOfWords(t *testing.T) {
	forecast := func(numbers ...string) string {
		text := "Đài khí tượng Mẫu cho biết ngày # mây thay đổi, nhiệt độ thấp nhất # độ, cao nhất # độ, độ ẩm từ # đến # phần trăm, gió cấp # giật cấp #. " +
			"Vùng núi Mẫu Sơn trời rét, bà con chú ý che chắn chuồng trại cho gia súc. Ven biển Bến Mẫu sóng cao từ # đến # mét, tàu nhỏ không nên ra khơi."
		for _, n := range numbers {
			text = strings.Replace(text, "#", n, 1)
		}
		return text
	}
	eighth := appeared(7, "Rét về Mẫu Sơn", forecast("8/6", "16", "22", "60", "85", "5", "7", "1", "3"))
	statement := "Người phát ngôn tỉnh Mẫu nói: tỉnh hết sức quan ngại, kêu gọi các bên kiềm chế, không làm phức tạp thêm tình hình, tôn trọng các thỏa thuận đã có và " +
		"giải quyết bất đồng bằng đối thoại, vì lợi ích của nhân dân hai bờ sông Mẫu. " + say("thêm", 30)
	for _, c := range []struct {
		name string
		x, y news.Article
		want Class
	}{
		{"the forecast of another day", eighth, appeared(9, "Trời hửng nắng", forecast("10/6", "19", "27", "45", "70", "3", "4", "2", "4")), Related},
		{"one forecast, carried a day later", eighth, appeared(8, "Mẫu Sơn trở rét", forecast("08-6", "16", "22", "60", "85", "5", "7", "1", "3")), SameText},
		{"a statement made again", appeared(6, "Mẫu lên tiếng", "Ngày 5/6, "+statement), appeared(18, "Mẫu lại lên tiếng", "Ngày 17/6, đó là câu trả lời về vụ mới nhất. "+statement), PartlySame},
		{"a statement carried the next day", appeared(6, "Mẫu lên tiếng", "Ngày 5/6, "+statement), appeared(7, "Mẫu quan ngại", "Ngày 5/6, trả lời báo chí. "+statement), SameText},
	} {
		if got := classOf(c.x, c.y); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestFurniture: what stands under the articles of an outlet, or in those of a column, is no passage; a quotation is.
func TestFurniture(t *testing.T) {
	call := say("gửi", 30)
	one, two := appeared(5, "Nấu canh", say("canh", 90)+call), appeared(6, "Xây nhà", say("nhà", 90)+call)
	if got := classOf(one, two); got != "" {
		t.Errorf("a call under both articles: %q", got)
	}
	if got := classOf(one, appeared(6, "Xây nhà", say("nhà", 45)+call+say("vườn", 45))); got != PartlySame {
		t.Errorf("a passage out of another article: %q", got)
	}
	if got := classOf(appeared(1, "Cấp giấy", say("giấy", 60)+say("căn", 16)+say("một", 40)+say("theo", 18)), appeared(25, "Thu phí", say("phí", 50)+say("theo", 18)+say("hai", 50)+say("căn", 16))); got != "" {
		t.Errorf("forms of words of other days: %q", got)
	}
	law := "Phạm tội thuộc một trong các trường hợp sau đây, thì bị phạt tù từ bảy năm đến mười lăm năm: gây hậu quả rất nghiêm trọng. "
	if got := classOf(appeared(5, "Đổ dầu", say("dầu", 60)+law+say("dầux", 60)), appeared(6, "Cướp phố", say("phố", 60)+law+say("phốx", 60))); got != "" {
		t.Errorf("what a law says: %q", got)
	}
	column := say("mục", 30)
	from := func(title, of string) news.Article { return appeared(5, title, say(of, 60)+column+say(of+"x", 60)) }
	q := func(draft news.Article, others ...news.Article) int {
		mine := prepare(draft)
		q := &asked{text: mine.text, sketch: mine.sketch}
		var found []judged
		for _, o := range others {
			if m, ok := q.judge(prepare(o)); ok {
				found = append(found, m)
			}
		}
		return len(q.withoutStanding(found))
	}
	draft := from("Nuôi ong", "ong")
	if n := q(draft, from("Đan lưới", "lưới"), from("Trồng chè", "chè"), from("Gặt lúa", "lúa")); n != 0 {
		t.Errorf("%d of three articles of a column were told", n)
	}
	if n := q(draft, from("Đan lưới ở Bến Mẫu", "lưới"), from("Làng đan lưới ở Bến Mẫu", "chè"), from("Đan lưới ở Bến Mẫu mùa nước", "lúa")); n != 3 {
		t.Errorf("%d of three reports of one matter that the draft quotes were told", n)
	}
}

func TestRelated(t *testing.T) {
	for _, c := range []struct {
		name string
		accord
		want bool
	}{
		{"the words of a trade", accord{topics: []string{"bị cáo", "xét xử"}, bits: 17}, false},
		{"a place and who governs it", accord{officials: []string{"Lò Văn Mẫu"}, places: []string{"Mẫu Sơn"}, bits: 28}, false},
		{"a place and a common word", accord{topics: []string{"xe buýt"}, places: []string{"Bến Mẫu"}, bits: 15}, false},
		{"a place and what is rarely said", accord{topics: []string{"tàu vỏ thép"}, places: []string{"Bến Mẫu"}, bits: 20}, true},
		{"the same far apart", accord{topics: []string{"tàu vỏ thép"}, places: []string{"Bến Mẫu"}, bits: 20, apart: 30}, false},
		{"rarer still, far apart", accord{topics: []string{"tàu vỏ thép"}, places: []string{"Bến Mẫu"}, bits: 26, apart: 30}, true},
		{"a place, a word and the headline", accord{topics: []string{"xe buýt"}, places: []string{"Bến Mẫu"}, title: .3, bits: 15}, true},
		{"a place, a word and a sentence", accord{topics: []string{"xe buýt"}, places: []string{"Bến Mẫu"}, words: 18, bits: 15}, true},
		{"an office and its holder", accord{officials: []string{"Lò Văn Mẫu"}, topics: []string{"quốc hội"}, words: 14, bits: 14}, false},
		{"two people who are everywhere", accord{officials: []string{"Lò Văn Mẫu", "Quách Thị Mẫu"}, outspoken: true, bits: 14}, false},
		{"one headline", accord{title: .6, head: 8}, true},
		{"one headline of two provinces", accord{title: .6, head: 8, elsewhere: true}, false},
	} {
		if got := c.related(); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestOneEvent(t *testing.T) {
	for _, c := range []struct {
		name string
		accord
		want bool
	}{
		{"one headline and rare things, the day of the report and that of the deed", accord{title: .4, bits: 14, topics: []string{"sập cầu"}, otherDays: true, apart: 1}, true},
		{"the same without anything rare", accord{title: .4, bits: 6, topics: []string{"tử vong"}, otherDays: true, apart: 1}, false},
		{"the same days later", accord{title: .4, bits: 14, topics: []string{"sập cầu"}, otherDays: true, apart: 4}, false},
		{"the same of two provinces", accord{title: .4, bits: 14, topics: []string{"sập cầu"}, elsewhere: true, apart: 1}, false},
		{"a village, and what happens there once in years", accord{places: []string{"Bến Mẫu", "Mẫu Sơn"}, topics: []string{"sập cầu"}, text: .15, bits: 30, otherDays: true, elsewhere: true}, true},
		{"a village and what happens there daily", accord{places: []string{"Bến Mẫu"}, topics: []string{"tai nạn"}, bits: 15, otherDays: true}, false},
		{"numbers of a series", accord{title: .8, bits: 30, series: true, apart: 1}, false},
	} {
		if got := c.event(); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
