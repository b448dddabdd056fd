; Files, network and environment are denied unless the run grants them; denied goes before missing.
(define (message f) (try (f) (catch e (io:print (Error-kind e)))))
(message (lambda () (io:read-file "no-such-file")))
(message (lambda () (io:write-file "no-such-folder/x" "")))
(message (lambda () (io:append-file "no-such-folder/x" "")))
(message (lambda () (io:file-exists? "denied.cl")))
(message (lambda () (io:list-dir ".")))
(message (lambda () (io:env "PATH")))
(message (lambda () (network:fetch "http://127.0.0.1:1/")))
(message (lambda () (network:fetch "http://127.0.0.1:1/" {:method "POST" :body "x"})))
(message (lambda () (io:read-file)))
(message (lambda () (io:read-file 5)))
(message (lambda () (io:env)))
(message (lambda () (io:env :PATH)))

;; modes: interpreted baseline native leaving collecting
;; expect: :permission
;; expect: :permission
;; expect: :permission
;; expect: :permission
;; expect: :permission
;; expect: :permission
;; expect: :permission
;; expect: :permission
;; expect: :arity
;; expect: :type
;; expect: :arity
;; expect: :type
