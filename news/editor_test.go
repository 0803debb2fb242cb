package news

import "testing"

func TestInForce(t *testing.T) {
	fact := func(key string) Correction { return Correction{Key: key, Kind: RemoveFact, Article: 1} }
	revoke := func(key, other string) Correction { return Correction{Key: key, Kind: Revoke, Other: other} }
	for _, c := range []struct {
		all  []Correction
		want string
	}{
		{nil, ""},
		{[]Correction{fact("a"), fact("b")}, "ab"},
		{[]Correction{fact("a"), fact("b"), revoke("c", "a")}, "b"},
		{[]Correction{fact("a"), revoke("b", "a"), revoke("c", "b")}, "a"},
		{[]Correction{fact("a"), revoke("b", "a"), revoke("c", "b"), revoke("d", "c")}, ""},
		{[]Correction{fact("a"), revoke("b", "nobody"), revoke("c", "c")}, "a"},
	} {
		got := ""
		for _, one := range InForce(c.all) {
			got += one.Key
		}
		if got != c.want {
			t.Errorf("%v: %q holds, want %q", c.all, got, c.want)
		}
	}
}

func TestConcerns(t *testing.T) {
	c := Correction{Kind: RemoveFact, Article: 7, URL: "https://mau.example/7"}
	for _, x := range []struct {
		name string
		a    Article
		want bool
	}{
		{"by number", Article{ID: 7}, true},
		{"another number at the same address", Article{ID: 8, CanonicalURL: "https://mau.example/7"}, false},
		{"by address before it has a number", Article{CanonicalURL: "https://mau.example/7"}, true},
		{"by the address it was asked for", Article{CanonicalURL: "https://mau.example/m/7", URL: "https://mau.example/7"}, true},
		{"another address", Article{CanonicalURL: "https://mau.example/8"}, false},
	} {
		if got := c.Concerns(&x.a); got != x.want {
			t.Errorf("%s: %v", x.name, got)
		}
	}
	merge := Correction{Kind: MergeOfficials, Article: 7, Subject: "A", Other: "B"}
	if merge.Concerns(&Article{ID: 7}) {
		t.Error("a merge is of people, not of an article's facts")
	}
}
