package archive

func childMain() bool { return false }
