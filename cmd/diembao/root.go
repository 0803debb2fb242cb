package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// version is set at release by -ldflags "-X main.version=...".
var version = "0.1.0-dev"

// An app is one run of the program: its streams and settings.
type app struct {
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
	set    settings
	json   bool
	log    *slog.Logger
	begun  bool // the words of the command line were understood
}

// run is the program but for the process: it returns the exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{stdin: stdin, stdout: stdout, stderr: stderr}
	root := a.root()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	if err != nil && ctx.Err() != nil {
		err = fmt.Errorf("interrupted: %w", context.Canceled)
	}
	if err != nil && !a.begun {
		err = fmt.Errorf("%w: %w; see diembao --help", errUsage, err)
	}
	code := exitCode(err)
	if err != nil && !errors.Is(err, errNothing) {
		fmt.Fprintf(stderr, "diembao: %s\n", explain(err))
	}
	return code
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "diembao",
		Short: "điểm báo: the press review of Viet Nam's provinces",
		Long: `diembao crawls Vietnamese provincial news sites, keeps every page as evidence, and finds
in each article when it was published, what days it speaks of, which officials it names in which
posts, and which places it is about.

Try it:  diembao demo`,
		Version:           version,
		SilenceUsage:      true,
		SilenceErrors:     true,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			// Cobra checks these after this function, when a mistake would no longer count as one of usage.
			if err := errors.Join(cmd.ValidateRequiredFlags(), cmd.ValidateFlagGroups()); err != nil {
				return err
			}
			a.begun = true
			return a.configure(cmd)
		},
	}
	flags := root.PersistentFlags()
	flags.String("data", "", "data directory (default: DIEMBAO_DATA or the user's data directory)")
	flags.String("config", "", "settings file (default: config.yaml in the data directory, if there is one)")
	flags.String("sources", "", "sources.yaml to use instead of the built-in list")
	flags.BoolVar(&a.json, "json", false, "print JSON")
	flags.Bool("verbose", false, "log what is done")
	root.AddGroup(&cobra.Group{ID: "start", Title: "To begin with:"}, &cobra.Group{ID: "ask", Title: "To ask:"},
		&cobra.Group{ID: "fill", Title: "To fill the archive:"}, &cobra.Group{ID: "keep", Title: "To keep it:"})
	for group, verbs := range a.verbs() {
		for _, v := range verbs {
			v.GroupID = group
			v.Long = strings.TrimSpace(v.Long) + "\n" + exitHelp
			root.AddCommand(v)
		}
	}
	return root
}

// verbs are the verbs by group; one file each.
func (a *app) verbs() map[string][]*cobra.Command {
	return map[string][]*cobra.Command{
		"start": {a.demoVerb(), a.serveVerb()},
		"ask":   {a.searchVerb(), a.showVerb(), a.historyVerb(), a.digestVerb(), a.priorVerb(), a.topicsVerb(), a.savedVerb(), a.storiesVerb(), a.officialsVerb(), a.placesVerb(), a.statsVerb()},
		"fill":  {a.crawlVerb(), a.importVerb(), a.extractVerb(), a.sourcesVerb()},
		"keep":  {a.verifyVerb(), a.exportVerb(), a.backupVerb(), a.restoreVerb(), a.reindexVerb(), a.reextractVerb(), a.compactVerb(), a.correctVerb(), a.correctionsVerb()},
	}
}

// explain is one sentence for a person, with what to do where that is known.
func explain(err error) string {
	text := err.Error()
	if exitCode(err) == exitNoArchive {
		text += "; make one with `diembao crawl` or `diembao import`, or name another directory with --data"
	}
	return text
}

// print writes v as indented JSON when --json was given; otherwise it calls plain.
func (a *app) print(v any, plain func(w io.Writer)) error {
	if !a.json {
		plain(a.stdout)
		return nil
	}
	enc := json.NewEncoder(a.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// terminal says that w is a terminal that a person watches.
func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// usage is an error of exit code 2.
func usage(format string, args ...any) error {
	return fmt.Errorf("%w: %s", errUsage, fmt.Sprintf(format, args...))
}
