package news

import "slices"

// FromEditor is the origin of a date that an editor gave or confirmed.
const FromEditor Origin = "editor"

// RuleEditor is the rule of a mention that an editor pointed out.
const RuleEditor = "editor"

// ProblemCorrection says that a stored correction of the article could not be applied to what is read from it now.
const ProblemCorrection = "correction"

// InForce are the corrections that hold, in their order: those that were not revoked, without the revocations. A
// revocation can be revoked too; later ones are heard first.
func InForce(all []Correction) []Correction {
	revoked := map[string]bool{}
	for _, c := range slices.Backward(all) {
		if c.Kind == Revoke && !revoked[c.Key] {
			revoked[c.Other] = true
		}
	}
	var out []Correction
	for _, c := range all {
		if c.Kind != Revoke && !revoked[c.Key] {
			out = append(out, c)
		}
	}
	return out
}

// Concerns says that the correction is of a fact of this article: by its number, or by its address when the article has
// none yet.
func (c *Correction) Concerns(a *Article) bool {
	if c.Kind == MergeOfficials || c.Kind == SplitOfficial {
		return false
	}
	if a.ID != 0 && c.Article != 0 {
		return c.Article == a.ID
	}
	if c.URL == "" {
		return false
	}
	for _, url := range []string{a.CanonicalURL, a.URL} {
		if key, err := CanonicalURL(url); err == nil && key == c.URL {
			return true
		}
	}
	return false
}
