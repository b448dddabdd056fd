using ClaudeLang.Vm.Runtime;
using Xunit;

namespace ClaudeLang.Vm.Tests.Runtime;

public sealed unsafe class CollectorTests
{
    public static TheoryData<HeapOptions> AllOptions => new()
    {
        new HeapOptions(),
        new HeapOptions(NurseryBytes: 16 << 10),
        new HeapOptions(NurseryBytes: 16 << 10, MarkAtBytes: 32 << 10, SliceBytes: 1024),
        new HeapOptions(NurseryBytes: 16 << 10, Stress: true),
    };

    /// <summary>A random graph of vectors, boxes and pairs beside a model of plain C# objects: after any number of collections both have the same shape.</summary>
    [Theory, MemberData(nameof(AllOptions))]
    public void A_random_graph_survives_with_its_shape(HeapOptions options)
    {
        const int rootCount = 24;
        using var f = new HeapFixture(options);
        using RootScope scope = f.Heap.Roots();
        var roots = new Root[rootCount];
        var models = new object?[rootCount];
        for (int i = 0; i < rootCount; i++) roots[i] = scope.Add(Value.Nil);
        var random = new Random(7);
        int steps = options.Stress ? 1500 : 60_000;
        for (int step = 0; step < steps; step++)
        {
            int target = random.Next(rootCount), source = random.Next(rootCount);
            switch (random.Next(7))
            {
                case 0:
                    int length = random.Next(10) == 0 ? random.Next(1500) : random.Next(6);
                    roots[target].Value = f.Heap.AllocateVector(length, roots[source].Value);
                    models[target] = Enumerable.Repeat(models[source], length).ToArray();
                    break;
                case 1:
                    roots[target].Value = f.Heap.AllocateCons(Value.FromFixnum(step), Objects.IsList(roots[source].Value) ? roots[source].Value : Value.Empty);
                    models[target] = new Pair(step, models[source] as Pair);
                    break;
                case 2:
                    roots[target].Value = f.Heap.AllocateString($"text {step} \u20ac");
                    models[target] = $"text {step} \u20ac";
                    break;
                case 3:
                    roots[target].Value = f.Heap.FromDouble(1e300 + step);
                    models[target] = 1e300 + step;
                    break;
                case 4:
                    roots[target].Value = Value.Nil;
                    models[target] = null;
                    break;
                default:
                    // An old vector that points to a young object: the write barrier.
                    if (models[target] is not object?[] { Length: > 0 } elements) break;
                    int index = random.Next(elements.Length);
                    f.Heap.Store(roots[target].Value, 1 + index, roots[source].Value);
                    elements[index] = models[source];
                    break;
            }
            if (step % (steps / 30) == 0) for (int i = 0; i < rootCount; i++) AssertSame(models[i], roots[i].Value, []);
        }
        f.Heap.Collect(full: false);
        f.Heap.Collect(full: true);
        for (int i = 0; i < rootCount; i++) AssertSame(models[i], roots[i].Value, []);
        Assert.True(f.Heap.Statistics.FullCollections > 0);
    }

    private sealed record Pair(int Head, Pair? Tail);

    private static void AssertSame(object? model, Value v, Dictionary<object, Value> seen)
    {
        var pending = new Stack<(object?, Value)>();
        pending.Push((model, v));
        while (pending.TryPop(out (object? Model, Value Value) pair))
        {
            (model, v) = pair;
            switch (model)
            {
                case null: Assert.True(v.IsNil || v.IsEmpty); break;
                case string text: Assert.Equal(text, Heap.TextOf(v)); break;
                case double d:
                    Assert.True(Objects.TryFloat(v, out double got));
                    Assert.Equal(d, got);
                    break;
                case Pair list:
                    for (Pair? rest = list; rest is not null; rest = rest.Tail, v = Objects.Tail(v)) Assert.Equal(rest.Head, Objects.Head(v).Fixnum);
                    Assert.True(v.IsEmpty);
                    break;
                case object?[] elements:
                    Assert.True(Objects.Is(v, ObjectType.Vector));
                    if (!seen.TryAdd(elements, v)) { Assert.Equal(seen[elements], v); break; }
                    Assert.Equal(elements.Length, Objects.Length(v));
                    object? last = null;
                    for (int i = 0; i < elements.Length; i++)
                    {
                        // Runs of the same element are compared once.
                        if (i > 0 && ReferenceEquals(last, elements[i]) && Objects.Element(v, i) == Objects.Element(v, i - 1)) continue;
                        pending.Push((last = elements[i], Objects.Element(v, i)));
                    }
                    break;
            }
        }
    }

    [Fact]
    public void Garbage_is_reclaimed()
    {
        using var f = new HeapFixture(new HeapOptions(NurseryBytes: 1 << 20));
        for (int i = 0; i < 2_000_000; i++) f.Heap.AllocateCons(Value.Nil, Value.Empty);
        HeapStatistics s = f.Heap.Statistics;
        Assert.True(s.MinorCollections + s.FullCollections > 20);
        Assert.Equal(0, s.PromotedBytes);
        Assert.InRange(s.LiveBytes, 0, 1 << 20);
        Assert.InRange(s.AllocatedBytes, 48_000_000, 48_000_100);
    }

    [Fact]
    public void Old_and_large_garbage_is_reclaimed_too()
    {
        using var f = new HeapFixture(new HeapOptions(NurseryBytes: 64 << 10, HeapBytesMax: 64 << 20));
        using RootScope scope = f.Heap.Roots();
        Root list = scope.Add(Value.Empty), large = scope.Add(Value.Nil);
        for (int round = 0; round < 200; round++)
        {
            list.Value = Value.Empty;
            for (int i = 0; i < 40_000; i++) list.Value = f.Heap.AllocateCons(Value.FromFixnum(i), list.Value);
            large.Value = f.Heap.AllocateVector(100_000, list.Value);
        }
        f.Heap.Collect(full: true);
        Assert.InRange(f.Heap.Statistics.LiveBytes, 40_000 * 24 + 800_000, 40_000 * 24 + 900_000);
        Assert.Equal(40_000, Sequences.ListLength(Objects.Element(large.Value, 99_999)));
    }

    [Fact]
    public void A_large_object_never_begins_in_the_nursery()
    {
        using var f = new HeapFixture();
        using RootScope scope = f.Heap.Roots();
        Root text = scope.Add(f.Heap.AllocateString(new string('x', 2 << 20))), vector = scope.Add(f.Heap.AllocateVector(200_000, text.Value));
        Value before = vector.Value;
        for (int i = 0; i < 300; i++)
        {
            Value pair = f.Heap.AllocateCons(Value.FromFixnum(i), Value.Empty);
            f.Heap.Store(vector.Value, 1 + i, pair);
            if (i % 100 == 0) f.Heap.Collect(full: i == 200);
        }
        Assert.Equal(before, vector.Value);
        for (int i = 0; i < 300; i++) Assert.Equal(i, Objects.Head(Objects.Element(vector.Value, i)).Fixnum);
        Assert.Equal(2 << 20, Objects.Length(text.Value));
        Assert.Equal(text.Value, Objects.Element(vector.Value, 199_999));
    }

    [Fact]
    public void More_than_the_limit_is_a_fault_and_the_heap_goes_on()
    {
        using var f = new HeapFixture(new HeapOptions(NurseryBytes: 64 << 10, HeapBytesMax: 4 << 20));
        var fault = Assert.Throws<FaultException>(() => GrowForEver(f.Heap));
        Assert.Equal("out-of-memory", fault.Kind);
        Assert.Equal("out-of-memory", Assert.Throws<FaultException>(() => f.Heap.AllocateVector(1 << 20, Value.Nil)).Kind);
        Assert.Equal("(Error :out-of-memory \"out of memory: more than 4 MiB are in use\" nil)", Printer.Quoted(f.Heap.ErrorRecord(fault)));
        f.Heap.Collect(full: true);
        Assert.InRange(f.Heap.Statistics.LiveBytes, 0, 10_000);
    }

    private static void GrowForEver(Heap heap)
    {
        using RootScope scope = heap.Roots();
        Root list = scope.Add(Value.Empty);
        for (; ; ) list.Value = heap.AllocateCons(Value.Nil, list.Value);
    }

    [Theory, MemberData(nameof(AllOptions))]
    public void Identity_hashes_follow_their_objects(HeapOptions options)
    {
        using var f = new HeapFixture(options);
        using RootScope scope = f.Heap.Roots();
        var cells = new Root[50];
        var hashes = new uint[50];
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i] = scope.Add(f.Heap.AllocateCell(Value.FromFixnum(i)));
            hashes[i] = f.Heap.IdentityHash(cells[i].Value);
            if (i % 10 == 0) f.Heap.Collect(full: i % 20 == 0);
        }
        Assert.Equal(cells.Length, hashes.Distinct().Count());
        for (int round = 0; round < 3; round++)
        {
            for (int i = 0; i < cells.Length; i++) Assert.Equal(hashes[i], f.Heap.IdentityHash(cells[i].Value));
            f.Heap.Collect(full: round == 1);
        }
    }
}
