package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"diembao/archive"
	"diembao/news"
	"diembao/web"
)

// runJob has the owner of the data directory do a job, shows its progress and decodes its result.
func runJob[T any](ctx context.Context, a *app, job web.Job) (result T, err error) {
	err = a.with(ctx, false, job.Verb, func(r *rooms) error {
		progress, end := watch(a.stderr, job.Verb)
		raw, err := r.Run(ctx, job, progress)
		end()
		if err != nil {
			return err
		}
		return json.Unmarshal(raw, &result)
	})
	return result, err
}

func (a *app) verifyVerb() *cobra.Command {
	job := web.Job{Verb: "verify"}
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "check that the archive holds what was written",
		Long: `Verify checks the catalogue, every record's checksum, the change feed and the packs' tables.
With --read-data it reads every kept page and compares its SHA-256; with --index it holds the index
against the archive.`,
		Example: "  diembao verify\n  diembao verify --read-data --index\n  diembao verify --read-data --subset 1/10",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			result, err := runJob[verified](cmd.Context(), a, job)
			if err != nil {
				return err
			}
			if err := a.print(result, func(w io.Writer) { sayVerified(w, result) }); err != nil {
				return err
			}
			if n := len(result.Problems); n > 0 {
				return fmt.Errorf("%d problems: %w", n, news.ErrDamaged)
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&job.ReadData, "read-data", false, "read every kept page")
	cmd.Flags().StringVar(&job.Subset, "subset", "", "with --read-data: only the n-th of t parts, as n/t")
	cmd.Flags().BoolVar(&job.Index, "index", false, "hold the index against the archive")
	return cmd
}

func sayVerified(w io.Writer, v verified) {
	for _, p := range v.Problems {
		fmt.Fprintf(w, "problem: %s\n", p)
	}
	fmt.Fprintf(w, "%d articles in %d revisions, %d pages, %d changes, %d URLs, %d packs: %d problems (%s)\n",
		v.Articles, v.Revisions, v.Snapshots, v.Changes, v.URLs, v.Packs, len(v.Problems), v.Took.Round(time.Millisecond))
}

func (a *app) backupVerb() *cobra.Command {
	return &cobra.Command{
		Use:   "backup DIR",
		Short: "copy the archive to another directory while it works",
		Long: `Backup writes a consistent copy of the archive into DIR, which must be empty or new, with a
manifest of SHA-256 sums, and checks the copy. The index is not copied: it is derived and built anew.`,
		Example: "  diembao backup /mnt/disk/diembao-2026-11-22",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir, err := filepath.Abs(args[0])
			if err != nil {
				return err
			}
			result, err := runJob[done](cmd.Context(), a, web.Job{Verb: "backup", Dir: dir})
			if err != nil {
				return err
			}
			return a.print(result, func(w io.Writer) { fmt.Fprintf(w, "backup complete and checked: %s\n", dir) })
		},
	}
}

func (a *app) restoreVerb() *cobra.Command {
	return &cobra.Command{
		Use:     "restore BACKUP",
		Short:   "make the data directory from a backup",
		Long:    "Restore copies BACKUP into the data directory, which must be empty or new, checks it, and builds the index.",
		Example: "  diembao restore /mnt/disk/diembao-2026-11-22 --data ~/diembao",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := archive.Restore(cmd.Context(), args[0], a.set.Data); err != nil {
				return err
			}
			return a.with(cmd.Context(), false, "restore", func(r *rooms) error {
				stats, err := r.Stats(cmd.Context())
				if err != nil {
					return err
				}
				return a.print(stats, func(w io.Writer) {
					fmt.Fprintf(w, "restored into %s: %d articles, %d pages\n", a.set.Data, stats.Articles, stats.Snapshots)
				})
			})
		},
	}
}

func (a *app) reindexVerb() *cobra.Command {
	return &cobra.Command{
		Use:     "reindex",
		Short:   "build the index anew from the archive",
		Long:    "Reindex builds a new generation of the index beside the one that serves and then swaps them.",
		Example: "  diembao reindex",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			result, err := runJob[done](cmd.Context(), a, web.Job{Verb: "reindex"})
			if err != nil {
				return err
			}
			return a.print(result, func(w io.Writer) { fmt.Fprintf(w, "%d articles indexed\n", result.Articles) })
		},
	}
}

func (a *app) reextractVerb() *cobra.Command {
	return &cobra.Command{
		Use:     "reextract",
		Short:   "read every kept page again with the present rules",
		Long:    "Reextract reads every kept page again; nothing is downloaded. Articles whose text stays the same keep their revision.",
		Example: "  diembao reextract",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			result, err := runJob[done](cmd.Context(), a, web.Job{Verb: "reextract"})
			if err != nil {
				return err
			}
			return a.print(result, func(w io.Writer) { fmt.Fprintf(w, "%d pages read again\n", result.Pages) })
		},
	}
}

func (a *app) compactVerb() *cobra.Command {
	return &cobra.Command{
		Use:     "compact",
		Short:   "give unused space of the catalogue back to the disk",
		Long:    "Compact rewrites the catalogue without its free pages, and takes the bytes of purged pages out of the packs.",
		Example: "  diembao compact",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			var before, after web.Stats
			err := a.with(cmd.Context(), false, "compact", func(r *rooms) (err error) {
				if before, err = r.Stats(cmd.Context()); err != nil {
					return err
				}
				if _, err = r.Run(cmd.Context(), web.Job{Verb: "compact"}, nil); err != nil {
					return err
				}
				after, err = r.Stats(cmd.Context())
				return err
			})
			if err != nil {
				return err
			}
			return a.print(after, func(w io.Writer) {
				fmt.Fprintf(w, "catalogue %d -> %d bytes, packs %d -> %d bytes\n", before.Catalogue, after.Catalogue, before.Packs, after.Packs)
			})
		},
	}
}

func (a *app) statsVerb() *cobra.Command {
	return &cobra.Command{
		Use:     "stats",
		Short:   "what the archive holds",
		Long:    "Stats prints how many articles, pages and sources the archive holds, its size, and how far the index is behind.",
		Example: "  diembao stats --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.with(cmd.Context(), false, "stats", func(r *rooms) error {
				s, err := r.Stats(cmd.Context())
				if err != nil {
					return err
				}
				return a.print(s, func(w io.Writer) {
					fmt.Fprintf(w, "articles   %d (%d in the index)\nsources    %d\npages kept %d\nbytes      %d (catalogue %d, packs %d, index %d)\nlag        %d changes, %d s\n",
						s.Articles, s.Indexed, s.Sources, s.Snapshots, s.Bytes, s.Catalogue, s.Packs, s.Index, s.Lag.Changes, s.Lag.Seconds)
				})
			})
		},
	}
}

func (a *app) importVerb() *cobra.Command {
	job := web.Job{Verb: "import"}
	cmd := &cobra.Command{
		Use:   "import PATH...",
		Short: "take saved pages into the archive, as if crawled",
		Long: `Import reads saved pages: .html files with their URL from a manifest.tsv beside or above them (columns
file and url), or from the page's own canonical link; .warc and .warc.gz; and .jsonl with url, title, body and
published on each line. Folders are read with all that is in them.`,
		Example: "  diembao import saved-pages/\n  diembao import crawl.warc.gz articles.jsonl",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			for _, p := range args {
				abs, err := filepath.Abs(p)
				if err != nil {
					return err
				}
				job.Paths = append(job.Paths, abs)
			}
			return a.with(cmd.Context(), true, "import", func(r *rooms) error {
				progress, end := watch(a.stderr, "import")
				raw, err := r.Run(cmd.Context(), job, progress)
				end()
				if err != nil {
					return err
				}
				var result imported
				if err := json.Unmarshal(raw, &result); err != nil {
					return err
				}
				return errors.Join(a.print(result, func(w io.Writer) { sayImported(w, result) }), failedImport(result))
			})
		},
	}
	cmd.Flags().StringVar(&job.Source, "source", "", "source id of pages whose host no source has")
	return cmd
}

func sayImported(w io.Writer, r imported) {
	for _, s := range r.Skipped {
		fmt.Fprintf(w, "skipped: %s\n", s)
	}
	fmt.Fprintf(w, "%d files, %d pages taken in; %d articles in the archive\n", r.Files, r.Pages, r.Articles)
}

// failedImport is an error when nothing at all could be used.
func failedImport(r imported) error {
	if r.Pages == 0 {
		return errors.New("nothing to import was found")
	}
	return nil
}
