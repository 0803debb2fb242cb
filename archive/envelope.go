package archive

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"

	"diembao/news"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// recordVersion is the first byte of every record, in both formats.
const recordVersion = 1

// sum covers the bucket's name, the key and the record, so that a whole record in the wrong place is found too.
func sum(bucket string, key, record []byte) uint32 {
	c := crc32.Update(0, castagnoli, []byte(bucket))
	c = crc32.Update(c, castagnoli, key)
	return crc32.Update(c, castagnoli, record)
}

// seal makes the value that is stored: version, payload, CRC-32C.
func seal(bucket string, key, payload []byte) []byte {
	out := make([]byte, 0, len(payload)+5)
	out = append(append(out, recordVersion), payload...)
	return binary.BigEndian.AppendUint32(out, sum(bucket, key, out))
}

// unseal gives back the payload, which shares memory with the value.
func unseal(bucket string, key, value []byte) ([]byte, error) {
	if len(value) < 5 {
		return nil, fmt.Errorf("archive: record %s/%s has %d bytes: %w", bucket, show(key), len(value), news.ErrDamaged)
	}
	record, end := value[:len(value)-4], value[len(value)-4:]
	if binary.BigEndian.Uint32(end) != sum(bucket, key, record) {
		return nil, fmt.Errorf("archive: record %s/%s has a wrong checksum: %w", bucket, show(key), news.ErrDamaged)
	}
	if record[0] != recordVersion {
		return nil, fmt.Errorf("archive: record %s/%s has version %d, this program knows %d: %w",
			bucket, show(key), record[0], recordVersion, news.ErrInvalid)
	}
	return record[1:], nil
}

// show writes a key for a person: a number when it has the length of one, else quoted.
func show(key []byte) string {
	if len(key) == 8 {
		return fmt.Sprint(binary.BigEndian.Uint64(key))
	}
	return fmt.Sprintf("%.120q", key)
}
