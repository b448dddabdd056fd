; Strings as UTF-8 bytes and back; bytes that are not UTF-8 are a range error.
(io:print (string->bytes "a\u{e9}\u{2603}\u{1F600}") (string->bytes "") (bytes->string (byte-vector 104 105)) (bytes->string (byte-vector)) (= (bytes->string (string->bytes "\u{10FFFF}\0")) "\u{10FFFF}\0"))
(define (kind bytes) (try (bytes->string bytes) (catch e (Error-kind e))))
(io:print (map kind [(byte-vector 255) (byte-vector 0xC3) (byte-vector 0xC0 0x80) (byte-vector 0xED 0xA0 0x80) (byte-vector 0xF4 0x90 0x80 0x80) (byte-vector 0x80) (byte-vector 0xE2 0x98)]))
(io:print (try (bytes->string [104]) (catch e (Error-message e))) (try (string->bytes 'a) (catch e (Error-message e))))

;; modes: interpreted baseline native leaving collecting
;; expect: #b[97, 195, 169, 226, 152, 131, 240, 159, 152, 128] #b[] hi  true
;; expect: [:range, :range, :range, :range, :range, :range, :range]
;; expect: bytes->string: argument 1: expected ByteVector, got List [104] string->bytes: argument 1: expected String, got Symbol a
