package coverage

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"diembao/news"
	"diembao/viet"
)

var update = flag.Bool("update", false, "raise the floors in testdata/floors.json to what is measured")

const floorsFile = "testdata/floors.json"

// floors are the least that is accepted, pinned to the corpus they were measured on.
type floors struct {
	Corpus string             `json:"corpus"` // SHA-256 of the sample articles
	Floors map[string]float64 `json:"floors"`
}

// hold fails where a figure is below its floor. With -update floors rise to the figures; none is ever lowered, except
// with another corpus, whose floors begin anew.
func hold(t *testing.T, measured map[string]float64) {
	t.Helper()
	raw, err := os.ReadFile(floorsFile)
	if err != nil {
		t.Fatal(err)
	}
	var f floors
	if err := json.Unmarshal(raw, &f); err != nil {
		t.Fatal(err)
	}
	corpus := corpusHash(t)
	if f.Corpus != corpus {
		if !*update {
			t.Fatalf("the sample articles are not those of %s: measure anew with -update, and say in docs/evaluation.md what changed", floorsFile)
		}
		f = floors{corpus, map[string]float64{}}
	}
	for _, name := range slices.Sorted(func(yield func(string) bool) {
		for k := range measured {
			if !yield(k) {
				return
			}
		}
	}) {
		t.Logf("%-50s %.3f (floor %.2f)", name, measured[name], f.Floors[name])
		if measured[name] < f.Floors[name] {
			t.Errorf("%s: %.3f is below its floor %.2f", name, measured[name], f.Floors[name])
		} else if *update {
			// A floor is half a point to a point and a half below, so that another reading of one article is no failure.
			f.Floors[name] = max(f.Floors[name], math.Floor(100*measured[name]-.5)/100)
		}
	}
	if *update && !t.Failed() {
		raw, err := json.MarshalIndent(f, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(floorsFile, append(raw, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func corpusHash(t *testing.T) string {
	h := sha256.New()
	for _, a := range pressed(t) {
		fmt.Fprintln(h, a.article.URL, a.article.Title, a.article.Lead, a.article.Body, a.article.Published, a.story, a.truth.Series)
	}
	return fmt.Sprintf("%x", h.Sum(nil)[:16])
}

// A planting makes a draft of an article; other is an article that has nothing to do with it, which two sentences are
// quoted in or which is mixed in.
type planting struct {
	name   string
	make   func(r *rand.Rand, a, other news.Article) string
	class  []Class // what it may be called
	merged bool    // other is a target too
}

var plantings = []planting{
	{"the same", func(_ *rand.Rand, a, _ news.Article) string { return wholeText(a) }, []Class{SameText}, false},
	{"new title and dateline", func(_ *rand.Rand, a, b news.Article) string {
		return b.Title + "\n(BBM) - " + a.Lead + "\n" + a.Body
	}, []Class{SameText}, false},
	{"30 % cut", func(_ *rand.Rand, a, _ news.Article) string { return strings.Join(kept(a, .7), " ") }, []Class{SameText}, false},
	{"60 % cut", func(_ *rand.Rand, a, _ news.Article) string { return strings.Join(kept(a, .4), " ") }, []Class{SameText, PartlySame}, false},
	{"5 % of words changed", func(r *rand.Rand, a, _ news.Article) string { return changed(r, wholeText(a), .05) }, []Class{SameText}, false},
	{"10 % of words changed", func(r *rand.Rand, a, _ news.Article) string { return changed(r, wholeText(a), .10) }, []Class{SameText}, false},
	{"20 % of words changed", func(r *rand.Rand, a, _ news.Article) string { return changed(r, wholeText(a), .20) }, []Class{SameText, PartlySame}, false},
	{"sentences in another order", func(r *rand.Rand, a, _ news.Article) string { return reordered(r, kept(a, 1)) }, []Class{SameText}, false},
	{"all three", func(r *rand.Rand, a, _ news.Article) string { return changed(r, reordered(r, kept(a, .4)), .20) }, []Class{SameText, PartlySame}, false},
	{"two articles merged", func(_ *rand.Rand, a, b news.Article) string {
		x, y := kept(a, 1), kept(b, 1)
		var out []string
		for i := range max(len(x), len(y)) {
			if i < len(x) {
				out = append(out, x[i])
			}
			if i < len(y) {
				out = append(out, y[i])
			}
		}
		return strings.Join(out, " ")
	}, []Class{SameText, PartlySame}, true},
	{"two sentences quoted", func(r *rand.Rand, a, _ news.Article) string {
		from, host := kept(a, 1), strings.Split(reordered(r, ownSentences), ". ")
		for i := range host {
			host[i] += "."
		}
		at := r.IntN(max(1, len(from)-1))
		middle := len(host) / 2
		return strings.Join(slices.Concat(host[:middle], from[at:min(at+2, len(from))], host[middle:]), " ")
	}, []Class{SameText, PartlySame}, false},
	{"tone placement changed", func(_ *rand.Rand, a, _ news.Article) string { return otherTones.Replace(wholeText(a)) }, []Class{SameText}, false},
}

// longArticle is the size in bytes of an article that is of usual length; the sample has many shorter ones.
const longArticle = 2000

// ownSentences are of an essay on nothing that papers report.
var ownSentences = []string{
	"Bà ngoại tôi giữ chiếc rổ tre treo ở góc bếp suốt bốn mươi năm", "Mỗi sớm mai con mèo vàng lại nằm sưởi trên bậu cửa sổ",
	"Mùi lá chanh thái nhỏ lẫn với khói rơm làm người ta nhớ những chiều xa lắc", "Không ai trong xóm biết cây khế ấy do người nào trồng",
	"Đám trẻ thả diều bằng giấy báo cũ, đuôi diều là những dải vải vụn", "Tiếng chày giã gạo đều đều như nhịp thở của căn nhà",
	"Có hôm mưa dầm, cha ngồi vót nan kể chuyện con cáo hóa thành cô gái", "Tôi học cách nghe tiếng nước để đoán ấm đã sôi hay chưa",
	"Người bán kẹo kéo đi qua ngõ lúc nắng vừa nghiêng", "Cái giếng làng tròn như một con mắt nhìn lên trời",
	"Chị tôi để dành từng mẩu chỉ màu trong hộp thiếc", "Mùa nước nổi, cá rô nhảy cả vào sân gạch",
	"Ông thợ mộc già bảo gỗ cũng biết buồn nếu đặt sai chỗ", "Đêm không trăng, đom đóm bay thành một dòng suối nhỏ",
	"Tôi vẫn giữ chiếc bút máy ngòi cong mà thầy cho mượn rồi quên lấy lại", "Gió bấc thổi qua vườn chuối nghe như ai trở mình",
}

var otherTones = strings.NewReplacer("òa", "oà", "óa", "oá", "ỏa", "oả", "õa", "oã", "ọa", "oạ", "òe", "oè", "óe", "oé", "ỏe", "oẻ", "ọe", "oẹ",
	"ùy", "uỳ", "úy", "uý", "ủy", "uỷ", "ũy", "uỹ", "ụy", "uỵ", "uỷ", "ủy", "uý", "úy", "oà", "òa", "oá", "óa")

// kept are the first sentences that make up a share of the article's, its headline left out.
func kept(a news.Article, share float64) []string {
	text := a.Lead + "\n" + a.Body
	var out []string
	for _, s := range viet.AppendSentences(nil, text) {
		out = append(out, text[s.Start:s.End])
	}
	return out[:max(1, int(float64(len(out))*share+.5))]
}

func reordered(r *rand.Rand, sentences []string) string {
	out := slices.Clone(sentences)
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return strings.Join(out, " ")
}

// changed replaces a share of the words by others that fit nowhere.
func changed(r *rand.Rand, text string, share float64) string {
	others := strings.Fields("mây vườn chợ bếp hiên giếng cầu đò lúa khoai sắn mía chuối bưởi cam quýt ổi xoài mít nhãn vải dừa")
	words := strings.Fields(text)
	for i := range words {
		if r.Float64() < share {
			words[i] = others[r.IntN(len(others))]
		}
	}
	return strings.Join(words, " ")
}

// TestPriorFindsPlanted plants edits of the sample articles as drafts against an index of 2,389 articles of five samples
// and counts how many originals are among the first five matches, under the right name.
func TestPriorFindsPlanted(t *testing.T) {
	if testing.Short() {
		t.Skip("holds 1,700 drafts against an index")
	}
	all := pressed(t)
	d, _ := shelve(t, articlesOf(all))
	family := families(all)
	measured := map[string]float64{}
	rightSame, allSame := 0, 0
	for _, p := range plantings {
		r := rand.New(rand.NewPCG(7, uint64(len(p.name))))
		found, named, drafts, foundLong, long := 0, 0, 0, 0, 0
		for i := 0; i < len(all); i += 17 {
			mixed := (i + len(all)/2) % len(all)
			second, other := -1, all[mixed].article
			if p.merged {
				second = mixed
			}
			prior, err := d.Prior(context.Background(), Draft{Text: p.make(r, all[i].article, other)})
			if err != nil {
				t.Fatal(err)
			}
			any := ""
			for _, target := range []int{i, second} {
				if target < 0 {
					continue
				}
				drafts++
				isLong := len(wholeText(all[target].article)) >= longArticle
				if isLong {
					long++
				}
				for _, m := range prior.Matches[:min(len(prior.Matches), 5)] {
					if family[m.ID] == family[news.ID(target+1)] {
						found++
						if isLong {
							foundLong++
						}
						any += string(m.Class) + " "
						if slices.Contains(p.class, m.Class) {
							named++
						}
						break
					}
				}
			}
			if testing.Verbose() && any == "" {
				t.Logf("%s: %q not found among %d", p.name, all[i].article.Title, len(prior.Matches))
			}
			if second >= 0 {
				continue
			}
			for _, m := range prior.Matches {
				if m.Class == SameText {
					allSame++
					if family[m.ID] == family[news.ID(i+1)] {
						rightSame++
					} else if testing.Verbose() {
						t.Logf("%s: %q is no copy of %q: %s", p.name, m.Title, all[i].article.Title, m.Reason)
					}
				}
			}
		}
		measured["recall@5: "+p.name] = float64(found) / float64(drafts)
		measured["recall@5 (over 2 KB): "+p.name] = float64(foundLong) / float64(long)
		measured["class: "+p.name] = float64(named) / float64(drafts)
	}
	measured["precision: same text"] = float64(rightSame) / float64(allSame)
	hold(t, measured)
}

// families numbers the articles that have one text: an original and its copies. The key is the article's number on the
// shelf.
func families(all []told) map[news.ID]int {
	byURL := map[string]int{} // of the sample, by seed: addresses of two samples may be the same
	seed := func(a told) string { s, _, _ := strings.Cut(a.story, "/"); return s }
	for i, a := range all {
		byURL[seed(a)+a.truth.URL] = i
	}
	out := map[news.ID]int{}
	for i := range all {
		root := i
		for all[root].truth.CopyOf != "" {
			next, ok := byURL[seed(all[root])+all[root].truth.CopyOf]
			if !ok {
				break
			}
			root = next
		}
		out[news.ID(i+1)] = root
	}
	return out
}
