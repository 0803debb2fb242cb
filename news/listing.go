package news

// ProblemListing is the code of a page that lists articles and is none itself.
const ProblemListing = "listing"
