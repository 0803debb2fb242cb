package archive

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"diembao/news"
)

// syllables to make sentences of, the frequent ones first.
var syllables = strings.Fields(`và của các trong đã cho được với là có người đến khi một này những tỉnh không về từ nhân dân sau tại
	năm công trên làm ra xã để theo cũng thành phố đầu việc ngày phát vào triển kinh tế hội chính nhiều quốc đảng nước đồng chí
	trường học sinh ủy ban huyện chủ tịch thông tin dự án quản lý xây dựng nông thôn mới sản xuất tổ chức thực hiện nhà đất
	đường giao thông an toàn y bệnh viện gia đình trẻ em phụ nữ thanh niên du lịch văn hóa lễ thể thao giải thưởng đội bóng mưa
	lũ bão rừng biển đảo núi sông hồ cầu đập nguồn vốn ngân hàng doanh nghiệp thị giá cả tăng giảm khoảng triệu tỷ mục tiêu kế
	hoạch nghị quyết chỉ đạo lãnh yêu cầu tập trung khẩn trương rà soát đề xuất kiến kiểm tra giám sát xử vi phạm pháp luật`)

// sampleText is about n bytes of sentences; words follow Zipf's law, as real ones do.
func sampleText(rnd *rand.Rand, n int) string {
	zipf := rand.NewZipf(rnd, 1.1, 3, uint64(len(syllables)-1))
	var b strings.Builder
	for b.Len() < n {
		for i := range 8 + rnd.IntN(20) {
			word := syllables[zipf.Uint64()]
			if i == 0 {
				word = strings.ToUpper(word[:1]) + word[1:]
			}
			if rnd.IntN(25) == 0 {
				word = fmt.Sprint(rnd.IntN(3000))
			}
			b.WriteString(word)
			b.WriteByte(' ')
		}
		b.WriteString(".\n")
	}
	return b.String()
}

// sampleArticle has a body of 3 KB and facts as a provincial article has them.
func sampleArticle(rnd *rand.Rand, i int) news.Article {
	a := article(fmt.Sprintf("/tin-tuc/%x/%d.html", rnd.Uint64(), i), sampleText(rnd, 3000), 0)
	a.Lead, a.Byline, a.Section, a.Language, a.Method = sampleText(rnd, 200), "Văn Mẫu", "Thời sự", "vi", "profile"
	for at := range 5 {
		m := news.Mention{Text: sampleText(rnd, 15), Start: at * 400, End: at*400 + 15, Rule: "name"}
		a.Dates = append(a.Dates, news.Date{Mention: m, From: news.Day{Year: 2025, Month: 7, Day: at + 1}, To: news.Day{Year: 2025, Month: 7, Day: at + 1}, Origin: news.FromText})
		a.Places = append(a.Places, news.Place{Name: m.Text, Kind: news.Commune, Code: fmt.Sprint(24000 + rnd.IntN(3000)), Province: "68", Mentions: []news.Mention{m, m}})
		a.Officials = append(a.Officials, news.Official{Name: m.Text, Positions: []string{"Phó Chủ tịch UBND tỉnh"}, Organisation: "UBND tỉnh", Mentions: []news.Mention{m}})
	}
	return a
}

// samplePage is 56 KB of HTML, most of it the same on every page.
func samplePage(rnd *rand.Rand, i int) *news.Snapshot {
	s := page(fmt.Sprintf("/tin-tuc/%x/%d.html", rnd.Uint64(), i), "")
	var b strings.Builder
	for k := range 400 {
		fmt.Fprintf(&b, "<div class=\"menu item-%d\"><a href=\"/chuyen-muc/%d\" title=\"Mục %d\">Mục %d</a></div>\n", k, k*7, k, k)
	}
	for range 12 {
		fmt.Fprintf(&b, "<p class=\"body-text\">%s</p>\n", sampleText(rnd, 2000))
	}
	s.Body = []byte(b.String())
	return s
}

func BenchmarkAddSnapshotAlone(b *testing.B) {
	a, rnd := fresh(b, Options{}), rand.New(rand.NewPCG(1, 1))
	pages := make([]*news.Snapshot, 64)
	for i := range pages {
		pages[i] = samplePage(rnd, i)
	}
	i := 0
	for b.Loop() {
		s := *pages[i%64]
		s.URL = fmt.Sprintf("https://baomau.vn/%d.html", i)
		s.FinalURL = s.URL
		if _, err := a.AddSnapshot(ctx, &s); err != nil {
			b.Fatal(err)
		}
		i++
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}

func BenchmarkFinish64(b *testing.B) {
	a, rnd := fresh(b, Options{}), rand.New(rand.NewPCG(1, 1))
	pages := make([]*news.Snapshot, 64)
	for i := range pages {
		pages[i] = samplePage(rnd, i)
	}
	var next atomic.Int64
	b.ResetTimer()
	var wg sync.WaitGroup
	for range 64 {
		wg.Go(func() {
			for {
				i := next.Add(1)
				if i > int64(b.N) {
					return
				}
				s := *pages[i%64]
				s.URL = fmt.Sprintf("https://baomau.vn/%d.html", i)
				s.FinalURL = s.URL
				v := news.Visit{URL: s.URL, Source: "baomau", State: news.Done, Next: noon}
				if _, err := a.Finish(ctx, news.Outcome{Visit: v, Snapshot: &s}); err != nil {
					b.Error(err)
				}
			}
		})
	}
	wg.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}

func BenchmarkPutArticles1000(b *testing.B) {
	a, rnd := fresh(b, Options{}), rand.New(rand.NewPCG(1, 1))
	n, text := 0, 0
	for b.Loop() {
		b.StopTimer()
		arts := make([]news.Article, 1000)
		for i := range arts {
			arts[i] = sampleArticle(rnd, n)
			text += len(arts[i].Title) + len(arts[i].Lead) + len(arts[i].Body)
			n++
		}
		b.StartTimer()
		if _, err := a.PutArticles(ctx, arts, "", 0); err != nil {
			b.Fatal(err)
		}
	}
	s, err := a.Stats(ctx)
	if err != nil {
		b.Fatal(err)
	}
	payload := 0
	_ = a.view(ctx, func(r reader) error {
		return r.each(bRevisions, nil, nil, func(_, p []byte) (bool, error) { payload += len(p); return true, nil })
	})
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "articles/s")
	b.ReportMetric(float64(s.DBBytes)/float64(n), "db-bytes/article")
	b.ReportMetric(float64(payload)/float64(n), "record-bytes/article")
	b.ReportMetric(float64(text)/float64(n), "text-bytes/article")
}

func BenchmarkArticle(b *testing.B) {
	a, rnd := fresh(b, Options{}), rand.New(rand.NewPCG(1, 1))
	const n = 5000
	for i := range n / 500 {
		arts := make([]news.Article, 500)
		for k := range arts {
			arts[k] = sampleArticle(rnd, i*500+k)
		}
		mustPut(b, a, arts...)
	}
	var took []time.Duration
	b.ReportAllocs()
	for b.Loop() {
		start := time.Now()
		if _, err := a.Article(ctx, news.ID(1+rnd.IntN(n))); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Nanoseconds()), "p50-ns")
	b.ReportMetric(float64(took[len(took)*99/100].Nanoseconds()), "p99-ns")
}

func BenchmarkVerify(b *testing.B) {
	a, rnd := fresh(b, Options{}), rand.New(rand.NewPCG(1, 1))
	for i := range 500 {
		mustAdd(b, a, samplePage(rnd, i))
	}
	var bytes int64
	for b.Loop() {
		r, err := a.Verify(ctx, VerifyOptions{ReadData: true})
		if err != nil || r.Err() != nil {
			b.Fatal(err, r.Problems)
		}
		bytes = r.PageBytes
	}
	b.SetBytes(bytes)
}
