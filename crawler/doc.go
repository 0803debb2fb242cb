// Package crawler reads news sites: it finds what a source has published, asks for each page politely and hands what
// came to a Frontier, which stores it.
//
// It owns discovery (feeds, then sitemaps, then listing pages), politeness (robots.txt, pacing, budgets, back-off),
// the rules of when a URL is asked for again, and the reading of sources.yaml. It does not own storage: the Frontier
// is implemented by whoever keeps the pages. It does not read articles: a page is kept as served.
//
// One page's way:
//
//	Frontier.Lease -> Colly (request, redirects) -> polite.Transport (every hop: allowlist, robots.txt, one connection
//	and a pause per host, address check, caps) -> links found or Snapshot -> Frontier.Finish, in one transaction
//
// A URL is done only after Finish stored its page; until then its lease runs out, or ends with the process, and it is asked for again.
//
// Packages below: polite is the transport; robots reads robots.txt (RFC 9309); feed reads RSS, Atom and sitemaps;
// crawlertest holds a Frontier in memory and the tests every Frontier must pass.
package crawler
