namespace ClaudeLang.CSharp.Programs;

/// <summary>Allocation: complete binary trees of depth n, made and counted eight times over.</summary>
public static class BinaryTrees
{
    private sealed class Node(Node? left, Node? right)
    {
        public readonly Node? Left = left, Right = right;
    }

    public static long Run(int n)
    {
        long sum = 0;
        for (int i = 0; i < 8; i++) sum += Count(Make(n));
        return sum;
    }

    private static Node Make(int depth) => depth == 0 ? new Node(null, null) : new Node(Make(depth - 1), Make(depth - 1));

    private static long Count(Node node) => node.Left is null ? 1 : Count(node.Left) + Count(node.Right!) + 1;
}
