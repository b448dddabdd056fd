using ClaudeLang.Vm.Interpreter;
using Xunit;

namespace ClaudeLang.Vm.Tests.Interpreter;

public sealed class FiberTableTests
{
    /// <summary>Fibers begin in the order of their numbers and end in any.</summary>
    [Fact]
    public void It_holds_what_a_dictionary_holds()
    {
        var table = new FiberTable();
        var model = new Dictionary<int, Fiber>();
        var random = new Random(7);
        int number = 0;
        for (int step = 0; step < 3_000; step++)
        {
            if (model.Count == 0 || random.Next(5) < 3) Add(table, model, ++number);
            else End(table, model, model.Keys.ElementAt(random.Next(model.Count)));
            if (model.Count > 0) Assert.Same(model.Values.First(), table[model.Keys.First()]);
        }
        foreach ((int each, Fiber fiber) in model) Assert.Same(fiber, table[each]);
        Assert.Equal(model.Keys.Order(), table.Values.Select(fiber => fiber.Number).Order());
        foreach (int each in model.Keys.ToArray()) End(table, model, each);
        Assert.Empty(table.Values);
    }

    /// <summary>A program may start fibers for ever.</summary>
    [Fact]
    public void It_keeps_nothing_of_fibers_that_have_ended()
    {
        var table = new FiberTable();
        var model = new Dictionary<int, Fiber>();
        Add(table, model, 1);
        for (int number = 2; number < 10_000; number++)
        {
            Add(table, model, number);
            End(table, model, number);
        }
        Assert.Equal(1, table.PageCount);
        End(table, model, 1);
        Assert.Equal(0, table.PageCount);
    }

    private static void Add(FiberTable table, Dictionary<int, Fiber> model, int number)
    {
        var fiber = new Fiber(number);
        table.Add(fiber);
        model.Add(number, fiber);
    }

    private static void End(FiberTable table, Dictionary<int, Fiber> model, int number)
    {
        table.Remove(number);
        model.Remove(number, out Fiber? fiber);
        fiber!.Free();
    }
}
