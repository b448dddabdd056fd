;; Bits: the CRC-32 of n bytes, by a table of 256 words.
(module
  (memory 1)
  (func $make
    (local $i i32) (local $k i32) (local $c i32)
    (loop $words
      (local.set $c (local.get $i))
      (local.set $k (i32.const 0))
      (loop $bits
        (if (i32.and (local.get $c) (i32.const 1))
          (then (local.set $c (i32.xor (i32.const 0xedb88320) (i32.shr_u (local.get $c) (i32.const 1)))))
          (else (local.set $c (i32.shr_u (local.get $c) (i32.const 1)))))
        (local.set $k (i32.add (local.get $k) (i32.const 1)))
        (br_if $bits (i32.lt_s (local.get $k) (i32.const 8))))
      (i32.store (i32.shl (local.get $i) (i32.const 2)) (local.get $c))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $words (i32.lt_s (local.get $i) (i32.const 256)))))
  (func (export "run") (param $n i32) (result i64)
    (local $i i32) (local $c i32)
    (call $make)
    (local.set $c (i32.const -1))
    (block $end
      (loop $next
        (br_if $end (i32.ge_s (local.get $i) (local.get $n)))
        (local.set $c (i32.xor
          (i32.load (i32.shl (i32.and (i32.xor (local.get $c) (i32.mul (local.get $i) (i32.const 7))) (i32.const 255)) (i32.const 2)))
          (i32.shr_u (local.get $c) (i32.const 8))))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br $next)))
    (i64.extend_i32_u (i32.xor (local.get $c) (i32.const -1)))))
