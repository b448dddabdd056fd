;; Bits: n steps of a linear congruential generator of 32 bits; the exclusive or of all its numbers.
(module
  (func (export "run") (param $n i32) (result i64)
    (local $x i32) (local $sum i32)
    (local.set $x (i32.const 42))
    (block $end
      (loop $next
        (br_if $end (i32.eqz (local.get $n)))
        (local.set $x (i32.add (i32.mul (local.get $x) (i32.const 1664525)) (i32.const 1013904223)))
        (local.set $sum (i32.xor (local.get $sum) (local.get $x)))
        (local.set $n (i32.sub (local.get $n) (i32.const 1)))
        (br $next)))
    (i64.extend_i32_u (local.get $sum))))
