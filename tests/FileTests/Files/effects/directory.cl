; io:list-dir is in the order of code points: what begins another name comes before it, whatever order they were made in.
(for-each (lambda (name) (io:write-file (str "d/" name) "")) ["abc" "b" "ab" "a" "abd" "\u{FFFD}" "\u{10000}" "a\u{10000}" "a\u{FFFD}" "B" "ac"])
(io:print (io:list-dir "d"))

;; granted

;; expect: ["B", "a", "ab", "abc", "abd", "ac", "a�", "a𐀀", "b", "�", "𐀀"]
