package main

func newPostgres() (engine, string) { return nil, "not yet" }
