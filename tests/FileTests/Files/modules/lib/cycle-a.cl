(io:print "a begins")
(import "cycle-b" *)
(io:print "never")
