;; Integers and a vector: the sieve of Eratosthenes; how many primes are below n (at most 4 million).
(module
  (memory 64)
  (func (export "run") (param $n i32) (result i64)
    (local $i i32) (local $j i32) (local $count i64)
    (memory.fill (i32.const 0) (i32.const 1) (local.get $n))
    (local.set $i (i32.const 2))
    (block $end
      (loop $next
        (br_if $end (i32.ge_s (local.get $i) (local.get $n)))
        (if (i32.load8_u (local.get $i))
          (then
            ;; Above 46340 the square has more than 31 bits, and is past n anyway.
            (local.set $j (select (i32.mul (local.get $i) (local.get $i)) (local.get $n) (i32.le_u (local.get $i) (i32.const 46340))))
            (block $done
              (loop $mark
                (br_if $done (i32.ge_u (local.get $j) (local.get $n)))
                (i32.store8 (local.get $j) (i32.const 0))
                (local.set $j (i32.add (local.get $j) (local.get $i)))
                (br $mark)))
            (local.set $count (i64.add (local.get $count) (i64.const 1)))))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br $next)))
    (local.get $count)))
