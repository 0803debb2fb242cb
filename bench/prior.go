package main

func (o *options) prior() error { return nil }
func (o *options) fetch() error { return nil }
