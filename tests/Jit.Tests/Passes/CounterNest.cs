namespace ClaudeLang.Jit.Tests.Passes;

/// <summary>A function of two nested loops that count, as text.</summary>
internal static class CounterNest
{
    /// <summary>Local 3 counts from 0 to local 0 around local 4, which counts from `begin` by `step` to `limit`; local 2 begins with `sum` and sums what `product` gives.</summary>
    public static string Text(string product = "local.get 3\n  local.get 4\n  mul", string limit = "local.get 0", string begin = "int 0", string step = "int 1", string sum = "int 0") => $"""
        chunk 0 "f" params 2 locals 5 operands 4
          constant 0 = 4611686018427387900
          constant 1 = 4000000000
          {sum}
          local.set 2
          int 0
          local.set 3
          outer: local.get 3
          local.get 0
          lt
          jump.false done
          {begin}
          local.set 4
          inner: local.get 4
          {limit}
          lt
          jump.false next
          local.get 2
          {product}
          add
          local.set 2
          local.get 4
          {step}
          add
          local.set 4
          loop inner
          next: local.get 3
          int 1
          add
          local.set 3
          loop outer
          done: local.get 2
          return
        """;
}
