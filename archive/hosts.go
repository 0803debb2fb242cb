package archive

import (
	"context"
	"encoding/json"
	"fmt"

	"diembao/news"
)

// Host gives what was put last for a host; an unknown host is a zero HostState with Host set.
func (a *Archive) Host(ctx context.Context, host string) (h news.HostState, err error) {
	err = a.view(ctx, func(r reader) error {
		payload, err := r.get(bHosts, []byte(host))
		if payload == nil || err != nil {
			return err
		}
		return json.Unmarshal(payload, &h)
	})
	if err != nil {
		return news.HostState{}, fmt.Errorf("archive: host %s: %w", host, err)
	}
	h.Host = host
	return h, nil
}

// Hosts are all hosts' states in the order of their names.
func (a *Archive) Hosts(ctx context.Context) (hosts []news.HostState, err error) {
	err = a.view(ctx, func(r reader) error {
		return r.each(bHosts, nil, nil, func(_, payload []byte) (bool, error) {
			var h news.HostState
			err := json.Unmarshal(payload, &h)
			hosts = append(hosts, h)
			return true, err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("archive: hosts: %w", err)
	}
	return hosts, nil
}

// PutHost stores a host's state under its Host, which must not be empty.
func (a *Archive) PutHost(ctx context.Context, h news.HostState) error {
	err := a.update(ctx, nil, func(w *writer, _ place) error { return w.putHost(&h) })
	if err != nil {
		return fmt.Errorf("archive: put host %s: %w", h.Host, err)
	}
	return nil
}

func (w *writer) putHost(h *news.HostState) error {
	if h.Host == "" || len(h.Host) > 4096 {
		return fmt.Errorf("a host needs a name: %w", news.ErrInvalid)
	}
	b, err := json.Marshal(h)
	if err != nil {
		return err
	}
	return w.put(bHosts, []byte(h.Host), b)
}
