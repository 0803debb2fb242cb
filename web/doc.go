// Package web is how people and programs reach diembao over HTTP: pages rendered on the server that work without
// JavaScript, in Vietnamese or English; a JSON API under /api/v1; and the Go client of that API, in the same files as
// the handlers it calls, so that they cannot drift. It owns presentation only: every answer is a Desk's, every job a
// Keeper's.
//
//	/                   search: filters, facets, highlighted hits
//	/a/{id}             an article with its mentions marked; /a/{id}/history what the outlet changed
//	/a/{id}/page        the page as served, cleaned, for the sandboxed frame; /a/{id}/raw as a download
//	/topics, /stories   what is reported, how much; articles grouped by event and copied text
//	/digest             the điểm báo of some days, with its files
//	/prior              prior coverage of a draft
//	/officials, /places who was seen in which post; what a place was, when
//	/sources            health of each source
//	/help               the query language
//	/healthz            200, or 503 when the index is too far behind
//	/api/v1/...         the same as JSON; jobs stream their progress as lines of JSON
//
// The server trusts nothing that came from a page: text goes through html/template, pages through an allowlist into a
// sandboxed frame under a policy that loads nothing.
package web
