package facts

import "diembao/news"

// Read fills Dates, Officials, Places and Province of an article from its Title, Lead, Body and Published. The
// sourceProvince is that of the outlet, a name or a code, empty when it is not known. Whatever was in those fields is
// replaced; lists are never nil.
func Read(a *news.Article, sourceProvince string) {
	a.Dates, a.Officials, a.Places = []news.Date{}, []news.Official{}, []news.Place{}
}
