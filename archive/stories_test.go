package archive

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"diembao/news"
)

func TestStories(t *testing.T) {
	ctx := context.Background()
	a, err := Create(filepath.Join(t.TempDir(), "data"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	var articles []news.Article
	for _, url := range []string{"https://mau.example/1", "https://mau.example/2", "https://mau.example/3"} {
		articles = append(articles, news.Article{URL: url, CanonicalURL: url, Title: url, Body: "Lời bài " + url, Source: "mau"})
	}
	put, err := a.PutArticles(ctx, articles, "extract/v1", 0)
	if err != nil {
		t.Fatal(err)
	}
	one, two, three := put[0].ID, put[1].ID, put[2].ID
	members := []news.Membership{{ID: one, Story: one}, {ID: two, Story: one, Of: one, Class: "same-text", Reason: "vì"}, {ID: three, Story: three}}
	if err := a.PutStories(ctx, members, "stories/v1", a.LastSeq()); err != nil {
		t.Fatal(err)
	}
	if m, err := a.Membership(ctx, two); err != nil || m != members[1] {
		t.Errorf("membership %+v, %v", m, err)
	}
	if got, err := a.Members(ctx, one); err != nil || len(got) != 2 {
		t.Errorf("members %+v, %v", got, err)
	}
	if err := a.PutStories(ctx, []news.Membership{{ID: two, Story: three, Of: three}}, "stories/v1", a.LastSeq()); err != nil {
		t.Fatal(err)
	}
	if got, err := a.Members(ctx, one); err != nil || len(got) != 1 {
		t.Errorf("an article that left is still a member: %+v, %v", got, err)
	}
	if got, err := a.Members(ctx, three); err != nil || len(got) != 2 {
		t.Errorf("members %+v, %v", got, err)
	}
	story := map[news.ID]news.ID{}
	for m, err := range a.Memberships(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		story[m.ID] = m.Story
	}
	if len(story) != 3 || story[one] != one || story[two] != three || story[three] != three {
		t.Errorf("memberships %v", story)
	}
	for range a.Memberships(ctx) {
		break // who has seen enough may go
	}
	if _, err := a.Membership(ctx, 99); !errors.Is(err, news.ErrNotFound) {
		t.Errorf("membership of nobody: %v", err)
	}
	if err := a.PutStories(ctx, []news.Membership{{ID: 99, Story: 1}}, "stories/v1", a.LastSeq()); !errors.Is(err, news.ErrNotFound) {
		t.Errorf("story of nobody: %v", err)
	}
	if r, err := a.Verify(ctx, VerifyOptions{ReadData: true}); err != nil || len(r.Problems) > 0 {
		t.Errorf("verify: %+v, %v", r, err)
	}
}
