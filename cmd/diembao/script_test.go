package main

import (
	"context"
	"os"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"diembao": main})
}

// TestVerbs runs testdata/script, one file a verb or a case: the program as a person calls it, exit codes included.
func TestVerbs(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("DIEMBAO_DATA", env.WorkDir+"/data")
			env.Setenv("HOME", env.WorkDir)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
	})
}

// exits CODE ARGS... runs diembao and wants that exit code; stdout and stderr can be matched afterwards.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE ARGS...")
	}
	out, err := os.Create(ts.MkAbs("exits.out"))
	ts.Check(err)
	errs, err := os.Create(ts.MkAbs("exits.err"))
	ts.Check(err)
	// Scripts run in parallel in one process, so the directory goes in by a flag and not by the environment.
	code := run(context.Background(), append([]string{"--data", ts.Getenv("DIEMBAO_DATA")}, args[1:]...), nil, out, errs)
	ts.Check(out.Close())
	ts.Check(errs.Close())
	ts.Logf("[stdout]\n%s[stderr]\n%s", ts.ReadFile("exits.out"), ts.ReadFile("exits.err"))
	if want := args[0]; want != strconv.Itoa(code) {
		ts.Fatalf("diembao %v: exit code %d, want %s", args[1:], code, want)
	}
}
