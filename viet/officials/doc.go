// Package officials finds in an article the officials it names: who, in which public posts, and every place that says so.
package officials
