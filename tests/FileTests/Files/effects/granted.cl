; Files, variables, arguments, input and network, where the run grants them.
(io:print (io:args) (io:env "HOME") (io:env "NOT_SET"))
(io:print (io:read-line) (io:read-line) (io:read-line) (io:read-line))
(io:print (io:write-file "d/text" "one\n") (io:append-file "d/text" "twó") (io:append-file "d/more" "three"))
(io:print [(io:read-file "d/text") (io:read-file "d/more")])
(io:print (io:write-file "d/text" "four") (io:read-file "d/text"))
(for-each (lambda (name) (io:write-file (str "d/" name) "")) ["\u{1F600}" "ż" "B" "a" "\u{FF41}" "b"])
(io:print (io:list-dir "d") (io:list-dir "other"))
(io:print (io:file-exists? "d/text") (io:file-exists? "d/none"))
(io:print (try (io:read-file "d/none") (catch e [(Error-kind e) (Error-message e) (Error-data e)])))
(io:print (network:fetch "http://example.org/a"))
(io:print (dict-get (network:fetch "http://example.org/b" {:method "post" :headers {"accept" "text/plain"} :body "ż"}) :body))
(io:print (parallel:map (lambda (x) (io:read-file x)) ["d/text" "d/more"]))

;; granted

;; expect: ["one", "2"] here nil
;; expect: first line żółw nil nil
;; expect: nil nil nil
;; expect: ["one\ntwó", "three"]
;; expect: nil four
;; expect: ["B", "a", "b", "more", "text", "ż", "ａ", "😀"] []
;; expect: true false
;; expect: [:io, "io:read-file: d/none: No such file or directory", "d/none"]
;; expect: {:status 200, :headers {"content-type" "text/plain"}, :body "GET http://example.org/a  "}
;; expect: POST http://example.org/b (accept, text/plain) ż
;; expect: ["four", "three"]
