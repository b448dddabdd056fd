using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using Xunit;
using static ClaudeLang.Jit.Tests.X64.Machine;

namespace ClaudeLang.Jit.Tests.X64;

public sealed class CodeTests
{
    internal const string Fib = """
        chunk 0 "fib" params 1 locals 1 operands 4
          global 0 = fib function params 1 self
          local.get 0
          int 2
          lt
          jump.false more
          local.get 0
          return
          more: local.get 0
          int 1
          sub
          call.global 0 1
          local.get 0
          int 2
          sub
          call.global 0 1
          add
          return
        """;

    internal const string Sum = """
        chunk 0 "sum" params 1 locals 3 operands 3
          int 0
          local.set 1
          int 0
          local.set 2
          head: local.get 2
          local.get 0
          lt
          jump.false done
          local.get 1
          local.get 2
          add
          local.set 1
          local.get 2
          int 1
          add
          local.set 2
          loop head
          done: local.get 1
          return
        """;

    internal const string Floats = """
        chunk 0 "floats" params 1 locals 3 operands 3
          constant 0 = 0.0
          constant 1 = 0.5
          const 0
          local.set 1
          int 0
          local.set 2
          head: local.get 2
          local.get 0
          lt
          jump.false done
          local.get 1
          const 1
          mul
          local.get 2
          add
          local.set 1
          local.get 2
          int 1
          add
          local.set 2
          loop head
          done: local.get 1
          return
        """;

    [Fact]
    public void Fib_calls_itself()
    {
        using var machine = new Machine(Fib);
        Assert.Equal(Number(6765), machine.Call(Number(20)));
    }

    [Fact]
    public void A_loop_sums_fixnums()
    {
        using var machine = new Machine(Sum);
        Assert.Equal(Number(4950), machine.Call(Number(100)));
    }

    [Fact]
    public void A_loop_keeps_its_float_raw()
    {
        using var machine = new Machine(Floats);
        double expected = 0;
        for (int i = 0; i < 10; i++) expected = expected * 0.5 + i;
        Assert.Equal(Number(expected), machine.Call(Number(10)));
        Assert.Equal(Number(0.0), machine.Call(Number(0)));
    }

    [Fact]
    public void A_failed_guard_shows_the_frame_as_it_was()
    {
        using var machine = new Machine(Sum);
        Assert.Equal(NativeExit.Deopt, machine.Enter(Number(1.5)));
        // The loop's own guard, asked at its entry: the interpreter goes on at the head, the blame stays with the comparison.
        Assert.Equal([Number(1.5), Number(0), Number(0)], machine.Snapshot());
        Assert.Equal(4, machine.Site.Snapshot!.BytecodePc);
        Assert.Equal(6, machine.Site.BytecodePc);
    }

    [Fact]
    public void An_overflow_is_undone()
    {
        using var machine = new Machine("""
            chunk 0 "f" params 2 locals 2 operands 2
              head: local.get 0
              local.get 1
              add
              local.set 0
              loop head
            """);
        Assert.Equal(NativeExit.Deopt, machine.Enter(Number(Value.FixnumMax - 10), Number(7)));
        // The sum overwrites local 0, so what it held is of no more use.
        Assert.Equal([Value.Nil, Number(7), Number(Value.FixnumMax - 3), Number(7)], machine.Snapshot());
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(5, -7)]
    [InlineData(9, 8388607)]
    [InlineData(7, 1)] // no address
    public void A_multiple_and_a_constant(int factor, int constant)
    {
        using var machine = new Machine($"""
            chunk 0 "f" params 1 locals 1 operands 2
              local.get 0
              int {factor}
              mul
              int {constant}
              add
              return
            """);
        foreach (long n in (long[])[0, 1, -1, 1000003, Value.FixnumMax / factor - 8388607, Value.FixnumMin / factor + 8388607])
            Assert.Equal(Number((factor * n) + constant), machine.Call(Number(n)));
        Assert.Equal(NativeExit.Deopt, machine.Enter(Number((Value.FixnumMax / factor) + 1)));
        Assert.Equal([Number((Value.FixnumMax / factor) + 1), Number(factor)], machine.Snapshot()[^2..]);
        long last = constant > 0 ? Value.FixnumMax / factor : Value.FixnumMin / factor;
        if (Value.FitsFixnum((factor * last) + constant)) return;
        Assert.Equal(NativeExit.Deopt, machine.Enter(Number(last)));
        Assert.Equal([Number(factor * last), Number(constant)], machine.Snapshot()[^2..]);
    }
}
