using ClaudeLang.Jit.Ir;

namespace ClaudeLang.Jit.Passes;

/// <summary>Which block dominates which, answered in constant time.</summary>
internal sealed class Dominance
{
    public readonly int[] Order;
    private readonly int[] _enter, _leave, _dominator;

    public Dominance(IrGraph graph)
    {
        Order = X64.Layout.Order(graph);
        _dominator = IrVerifier.Dominators(graph, Order);
        var children = new List<int>[graph.Blocks.Count];
        foreach (int block in Order.AsSpan(1)) (children[_dominator[block]] ??= []).Add(block);
        _enter = new int[graph.Blocks.Count];
        _leave = new int[graph.Blocks.Count];
        int clock = 0;
        var stack = new Stack<(int Block, bool Done)>([(0, false)]);
        while (stack.TryPop(out (int Block, bool Done) top))
        {
            if (top.Done) { _leave[top.Block] = clock; continue; }
            _enter[top.Block] = ++clock;
            stack.Push((top.Block, true));
            foreach (int child in children[top.Block] ?? []) stack.Push((child, false));
        }
    }

    /// <summary>The nearest block that dominates another; of block 0 itself.</summary>
    public int Dominator(int block) => _dominator[block];

    public bool Dominates(int a, int b) => _enter[a] <= _enter[b] && _leave[b] <= _leave[a];
}
