using ClaudeLang.Jit.Image;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using Xunit;
using static ClaudeLang.Jit.Tests.X64.Machine;

namespace ClaudeLang.Jit.Tests.X64;

/// <summary>Loops whose head and body are emitted more than once.</summary>
public sealed class LoopCodeTests
{
    /// <summary>Adds local 1 to local 2 for 0 … local 0 - 1.</summary>
    private const string Adder = """
        chunk 0 "f" params 3 locals 4 operands 2
          int 0
          local.set 3
          head: local.get 3
          local.get 0
          lt
          jump.false done
          local.get 2
          local.get 1
          add
          local.set 2
          local.get 3
          int 1
          add
          local.set 3
          loop head
          done: local.get 2
          return
        """;

    [Fact]
    public void Any_number_of_rounds_is_right()
    {
        using var machine = new Machine(Adder);
        for (int n = 0; n < 9; n++) Assert.Equal(Number((7 * n) + 1), machine.Call(Number(n), Number(7), Number(1)));
        Assert.Equal(Number(1), machine.Call(Number(-3), Number(7), Number(1)));
    }

    [Fact]
    public void A_guard_fails_in_any_copy_of_the_body()
    {
        using var machine = new Machine(Adder);
        var addresses = new HashSet<int>();
        for (int round = 0; round < 6; round++)
        {
            Assert.Equal(NativeExit.Deopt, machine.Enter(Number(100), Number(10), Number(Value.FixnumMax - 5 - (10 * round))));
            Assert.Equal(Number(round), machine.Snapshot()[3]);
            Assert.Equal(Number(Value.FixnumMax - 5), machine.Snapshot()[4]);
            addresses.Add(machine.Site.ReturnOffset);
        }
        Assert.Equal(4, addresses.Count);
    }

    [Fact]
    public void A_short_body_is_there_four_times_and_polls_once() =>
        Assert.Equal(2, new Machine(Adder).Image.Sites.Count(site => site.Kind == Vm.Tiering.SiteKind.Poll)); // at the entry and in the loop

    [Fact]
    public void A_round_has_one_jump()
    {
        using var machine = new Machine(Adder);
        Assert.DoesNotContain(ImageText.Print(machine.Image, machine.Chunk).Split('\n').TakeWhile(line => !line.Contains(" ret", StringComparison.Ordinal)),
            line => line.Contains(" jmp ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_product_with_a_factor_that_stays()
    {
        using var machine = new Machine("""
            chunk 0 "f" params 2 locals 4 operands 3
              int 0
              local.set 2
              int 0
              local.set 3
              head: local.get 3
              local.get 0
              lt
              jump.false done
              local.get 1
              local.get 3
              mul
              local.set 2
              local.get 3
              int 1
              add
              local.set 3
              loop head
              done: local.get 2
              return
            """);
        Assert.Equal(Number(-3 * 9), machine.Call(Number(10), Number(-3)));
        // The product of the factor and 3 is the first that is too large: the interpreter gets both factors as they were.
        Assert.Equal(NativeExit.Deopt, machine.Enter(Number(10), Number(Value.FixnumMax / 2)));
        Assert.Equal([Number(Value.FixnumMax / 2), Number(3)], machine.Snapshot()[^2..]);
    }
}
