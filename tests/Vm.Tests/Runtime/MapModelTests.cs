using ClaudeLang.Vm.Runtime;
using Xunit;

namespace ClaudeLang.Vm.Tests.Runtime;

/// <summary>Dicts and tables against a list of pairs in insertion order, by seeded random operations.</summary>
public sealed unsafe class MapModelTests
{
    private sealed class Model
    {
        public List<(long Key, long Value)> Entries { get; private init; } = [];
        private int At(long key) => Entries.FindIndex(e => e.Key == key);

        public Model With(long key, long value)
        {
            var copy = new Model { Entries = [.. Entries] };
            copy.Put(key, value);
            return copy;
        }

        public Model Without(long key)
        {
            var copy = new Model { Entries = [.. Entries] };
            copy.Drop(key);
            return copy;
        }

        public void Put(long key, long value)
        {
            int at = At(key);
            if (at >= 0) Entries[at] = (key, value);
            else Entries.Add((key, value));
        }

        public void Drop(long key) => Entries.RemoveAll(e => e.Key == key);
        public override string ToString() => string.Join(", ", Entries.Select(e => $"{e.Key} {e.Value}"));
    }

    [Theory]
    [InlineData(1, 20, 400, true)]
    [InlineData(2, 1000, 4000, false)]
    [InlineData(3, 200, 4000, false)]
    public void Dicts_keep_every_version_and_the_order(int seed, int keys, int steps, bool stress)
    {
        using var f = new HeapFixture(new HeapOptions(NurseryBytes: 64 << 10, Stress: stress));
        using RootScope scope = f.Heap.Roots();
        var random = new Random(seed);
        var versions = new (Root Dict, Model Model)[8];
        for (int i = 0; i < versions.Length; i++) versions[i] = (scope.Add(Dicts.Create(f.Heap, ObjectType.Dict)), new Model());
        Root key = scope.Add(Value.Nil), value = scope.Add(Value.Nil);
        for (int step = 0; step < steps; step++)
        {
            int from = random.Next(versions.Length), to = random.Next(versions.Length);
            long k = random.Next(keys);
            // An Int and the Float of the same value are the same key; the first one stays.
            key.Value = random.Next(2) == 0 ? f.Heap.FromLong(k) : f.Heap.FromDouble(k);
            if (random.Next(3) > 0)
            {
                value.Value = Value.FromFixnum(step);
                versions[to].Dict.Value = Dicts.Set(f.Heap, versions[from].Dict, key, value);
                versions[to].Model = versions[from].Model.With(k, step);
            }
            else
            {
                versions[to].Dict.Value = Dicts.Remove(f.Heap, versions[from].Dict, key.Value);
                versions[to].Model = versions[from].Model.Without(k);
            }
            AssertSame(f.Heap, versions[to].Model, versions[to].Dict.Value);
        }
        foreach ((Root dict, Model model) in versions) AssertSame(f.Heap, model, dict.Value);
    }

    [Theory]
    [InlineData(4, 12, 600, true)]
    [InlineData(5, 300, 8000, false)]
    public void Tables_do_what_the_model_does(int seed, int keys, int steps, bool stress)
    {
        using var f = new HeapFixture(new HeapOptions(NurseryBytes: 64 << 10, Stress: stress));
        using RootScope scope = f.Heap.Roots();
        Root table = scope.Add(Tables.Create(f.Heap)), key = scope.Add(Value.Nil), value = scope.Add(Value.Nil);
        var model = new Model();
        var random = new Random(seed);
        for (int step = 0; step < steps; step++)
        {
            long k = random.Next(keys);
            key.Value = f.Heap.FromLong(k);
            if (random.Next(3) > 0)
            {
                value.Value = f.Heap.FromLong(step);
                Tables.Set(f.Heap, table, key, value);
                model.Put(k, step);
            }
            else
            {
                Tables.Remove(f.Heap, table.Value, key.Value);
                model.Drop(k);
            }
            if (step % 50 == 0) AssertSame(f.Heap, model, table.Value);
        }
        AssertSame(f.Heap, model, table.Value);
    }

    /// <summary>Number, order and values of all entries, and that each key is found.</summary>
    private static void AssertSame(Heap heap, Model model, Value map)
    {
        (Value Key, Value Value)[] entries = Maps.Entries(map);
        Assert.Equal(model.Entries.Count, entries.Length);
        Assert.Equal(model.Entries.Count, Sequences.LengthOf(map));
        for (int i = 0; i < entries.Length; i++)
        {
            Assert.True(Objects.TryNumber(entries[i].Key, out double key));
            Assert.Equal(model.Entries[i].Key, (long)key);
            Assert.Equal(model.Entries[i].Value, entries[i].Value.Fixnum);
            Assert.True(Maps.TryGet(heap, map, entries[i].Key, out Value found));
            Assert.Equal(entries[i].Value, found);
        }
    }

    [Fact]
    public void Keys_whose_hashes_collide_live_side_by_side()
    {
        using var f = new HeapFixture(new HeapOptions(NurseryBytes: 64 << 10, Stress: true));
        using RootScope scope = f.Heap.Roots();
        // Lists that differ only beyond the parts that a hash looks at.
        var keys = new Root[20];
        Root tail = scope.Add(Value.Empty), nil = scope.Add(Value.Nil);
        for (int k = 0; k < keys.Length; k++)
        {
            tail.Value = f.List(Value.FromFixnum(k));
            for (int i = 0; i < 300; i++) tail.Value = f.Heap.AllocateCons(Value.FromFixnum(i), tail.Value);
            keys[k] = scope.Add(tail.Value);
        }
        Assert.Single(keys.Select(key => Hashing.Of(f.Heap, key.Value)).Distinct());
        Root set = scope.Add(Dicts.Create(f.Heap, ObjectType.Set));
        foreach (Root key in keys) set.Value = Dicts.Set(f.Heap, set, key, nil);
        Assert.Equal(keys.Length, Sequences.LengthOf(set.Value));
        for (int k = 0; k < keys.Length; k += 2) set.Value = Dicts.Remove(f.Heap, set, keys[k].Value);
        for (int k = 0; k < keys.Length; k++) Assert.Equal(k % 2 == 1, Maps.TryGet(f.Heap, set.Value, keys[k].Value, out _));
        for (int k = 1; k < keys.Length; k += 2) set.Value = Dicts.Remove(f.Heap, set, keys[k].Value);
        Assert.Equal(0, Sequences.LengthOf(set.Value));
    }

    [Fact]
    public void Mutable_keys_are_found_by_identity_wherever_they_move()
    {
        using var f = new HeapFixture(new HeapOptions(NurseryBytes: 64 << 10, Stress: true));
        using RootScope scope = f.Heap.Roots();
        Root table = scope.Add(Tables.Create(f.Heap)), value = scope.Add(Value.Nil);
        var keys = new Root[40];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = scope.Add(f.Heap.AllocateVector(1, Value.FromFixnum(0)));
            value.Value = Value.FromFixnum(i);
            Tables.Set(f.Heap, table, keys[i], value);
        }
        for (int i = 0; i < keys.Length; i++) Assert.Equal(i, Tables.ValueAt(table.Value, Tables.Find(f.Heap, table.Value, keys[i].Value)).Fixnum);
        value.Value = f.Heap.AllocateVector(1, Value.FromFixnum(0));
        Assert.Equal(-1, Tables.Find(f.Heap, table.Value, value.Value));
    }
}
