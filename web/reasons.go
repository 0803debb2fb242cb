package web

import "regexp"

// reasons says in Vietnamese what the rules give as their reasons in English.
var reasons = []struct {
	english    *regexp.Regexp
	vietnamese string
}{
	{regexp.MustCompile(`named in the headline`), "nêu trong tít"},
	{regexp.MustCompile(`named once`), "được nêu một lần"},
	{regexp.MustCompile(`named (\d+) times`), "được nêu $1 lần"},
	{regexp.MustCompile(`with its type or body`), "kèm loại đơn vị hoặc cơ quan"},
	{regexp.MustCompile(`(\d+) mentions of its districts or communes`), "$1 lần nêu huyện, xã thuộc tỉnh"},
	{regexp.MustCompile(`the source's province`), "tỉnh của nguồn tin"},
	{regexp.MustCompile(`the article says "tỉnh" without a name once`), `bài một lần viết "tỉnh" không kèm tên`},
	{regexp.MustCompile(`the article says "tỉnh" without a name (\d+) times`), `bài $1 lần viết "tỉnh" không kèm tên`},
	{regexp.MustCompile(`(\d+) % of the draft is in it, (\d+) % of it in the draft`), "$1 % bản thảo có trong bài này, $2 % bài này có trong bản thảo"},
	{regexp.MustCompile(`(\d+) shared passages, the longest of (\d+) syllables`), "$1 đoạn trùng, dài nhất $2 tiếng"},
	{regexp.MustCompile(`(\d+) days in common`), "$1 ngày chung"},
	{regexp.MustCompile(`both name `), "cùng nêu "},
	{regexp.MustCompile(`both on `), "cùng chủ đề "},
	{regexp.MustCompile(`both in `), "cùng ở "},
	{regexp.MustCompile(`corrected by `), "đính chính bởi "},
	{regexp.MustCompile(`headlines agree by (\d+) %`), "tít giống nhau $1 %"},
	{regexp.MustCompile(`another number of a series`), "một kỳ khác của cùng loạt bài"},
	{regexp.MustCompile(`a meeting that recurs: (\d+) days apart`), "hội nghị thường kỳ, cách nhau $1 ngày"},
}

// reason is a reason in the reader's language.
func reason(lang, text string) string {
	if lang != "vi" {
		return text
	}
	for _, r := range reasons {
		text = r.english.ReplaceAllString(text, r.vietnamese)
	}
	return text
}
