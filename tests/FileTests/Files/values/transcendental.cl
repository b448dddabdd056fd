; sin and the like are the project's own software: these digits on every machine.
(define xs [0.0 -0.0 0.5 -1.0 1 2 3.141592653589793 10.0 100.5 1e6 1e22 -1e-9 1e-300 inf (- inf) nan])
(io:print (map sin xs))
(io:print (map cos xs))
(io:print (map tan xs))
(io:print (map atan xs))
(io:print (map exp [0 1 -1 0.5 2.5 700.0 710.0 -745.0 -746.0 1e-10 inf (- inf) nan]))
(define ps [1 2 0.5 10 100 1000 8 1e300 5e-324 2.718281828459045 0 -0.0 -1 inf nan 3])
(io:print (map log ps))
(io:print (map log2 ps))
(io:print (map log10 ps))
(io:print (map asin [0 0.5 -0.5 1 -1 0.99 1.5 nan]) (map acos [0 0.5 -0.5 1 -1 0.99 1.5 nan]))
(io:print (map (lambda (p) (atan2 (first p) (last p))) [[0 1] [1 0] [0 -1] [-1 0] [-0.0 -1] [1 1] [-1 -1] [0.0 0.0] [-0.0 -0.0] [1 inf] [inf inf] [inf (- inf)] [1 nan] [3 -4.5]]))
(io:print (map sqrt [0 -0.0 2 4 0.25 1e-300 9223372036854775807 inf -1 nan]))
(io:print (map (lambda (f) (try (f "1") (catch e (Error-message e)))) [sin cos tan asin acos atan exp log log2 log10 sqrt]) (try (atan2 1 nil) (catch e (Error-message e))))

;; modes: interpreted baseline native leaving collecting
;; expect: [0.0, -0.0, 0.479425538604203, -0.8414709848078965, 0.8414709848078965, 0.9092974268256817, 1.2246467991473532e-16, -0.5440211108893698, -0.030959966783271346, -0.34999350217129294, -0.8522008497671888, -1e-9, 1e-300, nan, nan, nan]
;; expect: [1.0, 1.0, 0.8775825618903728, 0.5403023058681398, 0.5403023058681398, -0.4161468365471424, -1.0, -0.8390715290764524, 0.9995206253283515, 0.9367521275331447, 0.523214785395139, 1.0, 1.0, nan, nan, nan]
;; expect: [0.0, -0.0, 0.5463024898437905, -1.5574077246549023, 1.5574077246549023, -2.185039863261519, -1.2246467991473532e-16, 0.6483608274590866, -0.030974815325197236, -0.373624453987599, -1.628778225606899, -1e-9, 1e-300, nan, nan, nan]
;; expect: [0.0, -0.0, 0.4636476090008061, -0.7853981633974483, 0.7853981633974483, 1.1071487177940904, 1.2626272556789115, 1.4711276743037347, 1.5608464064020915, 1.5707953267948966, 1.5707963267948966, -1e-9, 1e-300, 1.5707963267948966, -1.5707963267948966, nan]
;; expect: [1.0, 2.7182818284590455, 0.36787944117144233, 1.6487212707001282, 12.182493960703473, 1.0142320547350045e+304, inf, 5e-324, 0.0, 1.0000000001, inf, 0.0, nan]
;; expect: [0.0, 0.6931471805599453, -0.6931471805599453, 2.302585092994046, 4.605170185988092, 6.907755278982137, 2.0794415416798357, 690.7755278982137, -744.4400719213812, 1.0, -inf, -inf, nan, inf, nan, 1.0986122886681096]
;; expect: [0.0, 1.0, -1.0, 3.321928094887362, 6.643856189774724, 9.965784284662087, 3.0, 996.5784284662087, -1074.0, 1.4426950408889634, -inf, -inf, nan, inf, nan, 1.584962500721156]
;; expect: [0.0, 0.3010299956639812, -0.3010299956639812, 1.0, 2.0, 3.0, 0.9030899869919435, 300.0, -323.3062153431158, 0.4342944819032518, -inf, -inf, nan, inf, nan, 0.47712125471966244]
;; expect: [0.0, 0.5235987755982989, -0.5235987755982989, 1.5707963267948966, -1.5707963267948966, 1.4292568534704693, nan, nan] [1.5707963267948966, 1.0471975511965979, 2.0943951023931957, 0.0, 3.141592653589793, 0.1415394733244273, nan, nan]
;; expect: [0.0, 1.5707963267948966, 3.141592653589793, -1.5707963267948966, -3.141592653589793, 0.7853981633974483, -2.356194490192345, 0.0, -3.141592653589793, 0.0, 0.7853981633974483, 2.356194490192345, nan, 2.5535900500422257]
;; expect: [0.0, -0.0, 1.4142135623730951, 2.0, 0.5, 1e-150, 3037000499.97605, inf, nan, nan]
;; expect: ["sin: argument 1: expected a number, got String \"1\"", "cos: argument 1: expected a number, got String \"1\"", "tan: argument 1: expected a number, got String \"1\"", "asin: argument 1: expected a number, got String \"1\"", "acos: argument 1: expected a number, got String \"1\"", "atan: argument 1: expected a number, got String \"1\"", "exp: argument 1: expected a number, got String \"1\"", "log: argument 1: expected a number, got String \"1\"", "log2: argument 1: expected a number, got String \"1\"", "log10: argument 1: expected a number, got String \"1\"", "sqrt: argument 1: expected a number, got String \"1\""] atan2: argument 2: expected a number, got Nil nil
