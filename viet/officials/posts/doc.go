// Package posts is the ontology of public offices of Viet Nam: titles, bodies, and how long each body has existed.
//
// An office is a title in a kind of body at a level; its code says so: "truong-ban.ban-tuyen-giao.tinh". The title and the
// kind of body are rows of two tables (titles.tsv, bodies.tsv); bodies carry their first and last day and what they
// became, so that Lineage("truong-ban.ban-tuyen-giao.tinh") leads on to the Ban Tuyên giáo và Dân vận of 2025. An office
// is not a person's post: which province, and who, is for the article to say.
//
// It reads wordings of one post each ("Phó Chủ tịch Thường trực UBND tỉnh Lâm Đồng"); finding them in a sentence is the
// work of package officials, which takes its titles from here. Nothing here keeps state.
package posts
