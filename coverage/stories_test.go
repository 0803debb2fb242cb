package coverage

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"diembao/news"
)

// TestStoriesMatchTheTruth places the articles of each sample in the order of their publication and holds the stories
// against what is true. Samples 1 and 2 were tuned on, 3 to 5 are only scored.
func TestStoriesMatchTheTruth(t *testing.T) {
	measured := map[string]float64{}
	for _, part := range []struct{ name, seeds string }{{"tuned", "12"}, {"scored", "345"}} {
		var right, wrong, missed, recurring int
		for _, seed := range part.seeds {
			all := ofSeed(t, string(seed))
			s := placed(t, all)
			for i := range all {
				for j := range i {
					same := all[i].story == all[j].story
					got := s.stories[news.ID(i+1)].Story == s.stories[news.ID(j+1)].Story
					switch {
					case same && got:
						right++
					case same:
						missed++
						t.Logf("sample %c: %q and %q are one: %s", seed, all[i].truth.Title, all[j].truth.Title, accordOf(all[i], all[j]))
					case got:
						wrong++
						if all[i].truth.Series != "" && all[i].truth.Series == all[j].truth.Series {
							recurring++
						}
						t.Logf("sample %c: %q and %q are two: %s", seed, all[i].truth.Title, all[j].truth.Title, accordOf(all[i], all[j]))
					}
				}
			}
		}
		t.Logf("%s: %d pairs right, %d wrong, %d missed", part.name, right, wrong, missed)
		measured["stories "+part.name+": precision"] = float64(right) / float64(right+wrong)
		measured["stories "+part.name+": recall"] = float64(right) / float64(right+missed)
		if recurring > 0 {
			t.Errorf("%s: %d pairs of meetings that recur were taken for one", part.name, recurring)
		}
	}
	hold(t, measured)
}

// accordOf says what two articles agree in.
func accordOf(x, y told) string {
	a, b := prepare(x.article), prepare(y.article)
	q := asked{text: a.text, sketch: a.sketch}
	m, _ := q.judge(b)
	return fmt.Sprintf("%s %.2f %+v", m.Class, max(m.Containment, m.Covered), m.accord)
}

func ofSeed(t *testing.T, seed string) []told {
	var out []told
	for _, a := range pressed(t) {
		if strings.HasPrefix(a.story, seed+"/") {
			out = append(out, a)
		}
	}
	return out
}

func placed(t *testing.T, all []told) *shelf {
	d, s := shelve(t, articlesOf(all))
	for i := range all {
		m, err := d.Place(context.Background(), []news.Article{s.articles[news.ID(i+1)]})
		if err != nil {
			t.Fatal(err)
		}
		s.stories[m[0].ID] = m[0]
	}
	return s
}

// TestPlaceIsTheSameAgain: an article that has its place keeps it, and placing all anew gives the same stories.
func TestPlaceIsTheSameAgain(t *testing.T) {
	all := ofSeed(t, "1")[:150]
	first := placed(t, all)
	again := placed(t, all)
	d, s := shelve(t, articlesOf(all))
	s.stories = again.stories
	for id, m := range first.stories {
		if again.stories[id] != m {
			t.Errorf("article %d: %+v, then %+v", id, m, again.stories[id])
		}
		kept, err := d.Place(context.Background(), []news.Article{s.articles[id]})
		if err != nil || kept[0] != m {
			t.Errorf("article %d left %+v for %+v (%v)", id, m, kept, err)
		}
	}
}

// at is a time on a day of June 2024.
func at(hour int) news.Instant {
	return news.Instant{Time: time.Date(2024, 6, 5, hour, 0, 0, 0, news.ICT)}
}

func TestStoryTree(t *testing.T) {
	member := func(id news.ID, source string, hour int, of news.ID, class Class, credit string) Member {
		return Member{ID: id, Source: source, Published: at(hour), when: at(hour), CopyOf: of, Class: string(class), Credit: credit}
	}
	for _, c := range []struct {
		name    string
		members []Member
		want    map[news.ID]news.ID // article -> copied from
	}{
		{"the earliest is the original, whichever arrived first", []Member{member(1, "a", 10, 0, "", ""), member(2, "b", 8, 1, SameText, ""), member(3, "c", 9, 1, SameText, "")},
			map[news.ID]news.ID{1: 2, 2: 0, 3: 2}},
		{"a copy of a copy", []Member{member(1, "a", 8, 0, "", ""), member(2, "b", 9, 1, SameText, ""), member(3, "c", 10, 2, PartlySame, "")},
			map[news.ID]news.ID{1: 0, 2: 1, 3: 1}},
		{"an event's other report is no copy", []Member{member(1, "a", 8, 0, "", ""), member(2, "b", 9, 1, SameEvent, "")},
			map[news.ID]news.ID{1: 0, 2: 0}},
		{"the outlet credited, not the earliest", []Member{member(1, "a", 8, 0, "", ""), member(2, "mau-thong-tan", 9, 1, SameText, ""), member(3, "c", 10, 1, SameText, "Thông tấn Mẫu")},
			map[news.ID]news.ID{1: 0, 2: 1, 3: 2}},
		{"a credit makes its outlet the original of a text put online later", []Member{member(1, "a", 8, 0, "", "Thông tấn Mẫu"), member(2, "mau-thong-tan", 9, 1, SameText, "")},
			map[news.ID]news.ID{1: 2, 2: 0}},
		{"outlets that credit each other", []Member{member(1, "a", 8, 0, "", "Báo B"), member(2, "b", 9, 1, SameText, "Báo A")},
			map[news.ID]news.ID{1: 0, 2: 1}},
		{"a credit to an outlet that is no member", []Member{member(1, "a", 8, 0, "", ""), member(2, "b", 9, 1, SameText, "TTXVN")},
			map[news.ID]news.ID{1: 0, 2: 1}},
		{"a credit by abbreviation", []Member{member(1, "a", 8, 0, "", "TTXVN"), member(2, "ttx", 9, 1, SameText, "")},
			map[news.ID]news.ID{1: 2, 2: 0}},
		{"a credit to an agency and the outlet that carried it", []Member{member(1, "a", 8, 0, "", "TTXVN/Tin Mẫu"), member(2, "ttx", 9, 1, SameText, "")},
			map[news.ID]news.ID{1: 2, 2: 0}},
		{"a credit to several, one by its address", []Member{member(1, "a", 8, 0, "", "Tổng hợp theo Tin Mẫu, B.VN"), member(2, "b", 9, 1, SameText, "")},
			map[news.ID]news.ID{1: 0, 2: 1}}, // the outlet is called "Báo B"
		{"an author with the outlet behind him", []Member{member(1, "a", 8, 0, "", "Minh An (Báo B)"), member(2, "b", 9, 1, SameText, "")},
			map[news.ID]news.ID{1: 2, 2: 0}},
		{"an outlet that names itself", []Member{member(1, "a", 8, 0, "", "Báo A"), member(2, "b", 9, 1, SameText, "")},
			map[news.ID]news.ID{1: 0, 2: 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := Story{Members: c.members}
			s.tree(map[string]string{"mau-thong-tan": "Thông tấn Mẫu (dữ liệu mẫu)", "a": "Báo A", "b": "Báo B", "c": "Báo C", "ttx": "Thông tấn xã Việt Nam"})
			for _, m := range s.Members {
				if m.CopyOf != c.want[m.ID] {
					t.Errorf("%d is a copy of %d, want %d", m.ID, m.CopyOf, c.want[m.ID])
				}
			}
		})
	}
}

func TestStoriesCountAndOpen(t *testing.T) {
	all := ofSeed(t, "1")
	d, s := shelve(t, articlesOf(all))
	s.stories = placed(t, all).stories
	stories, err := d.Stories(context.Background(), news.Query{Province: "Lâm Đồng"}, 5)
	if err != nil || len(stories) == 0 || stories[0].Articles < 2 {
		t.Fatalf("%d stories, %v", len(stories), err)
	}
	for _, story := range stories {
		if story.Articles != len(story.Members) || story.First.After(story.Last.Time) {
			t.Errorf("story %+v", story)
		}
		again, err := d.Story(context.Background(), story.ID)
		if err != nil || fmt.Sprint(again) != fmt.Sprint(story) {
			t.Errorf("story %d opened is another: %v", story.ID, err)
		}
	}
	if _, err := d.Story(context.Background(), 99999); err == nil {
		t.Error("a story of nobody")
	}
}
