using ClaudeLang.Vm.Runtime;
using Xunit;

namespace ClaudeLang.Vm.Tests.Runtime;

public sealed class EffectTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("claudelang-test-").FullName;
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Calls With(Permissions permissions) => new(host: new TestHost { Permissions = permissions, Args = ["x", "\u20ac"] });

    [Fact]
    public void Print_puts_spaces_between_and_write_ends_no_line()
    {
        using Calls calls = With(Permissions.Denied);
        Assert.Equal("nil", calls.Run("(io:print \"a\" [\"b\"] 1.0)"));
        calls.Run("(io:write 1 2)");
        calls.Run("(io:print)");
        calls.Run("(io:eprint \"e\")");
        Assert.Equal("a [\"b\"] 1.0\n1 2\n", calls.Host.Out.ToString());
        Assert.Equal("e\n", calls.Host.Error.ToString());
        calls.Host.Input.Enqueue("line");
        Assert.Equal("[\"line\", nil, [\"x\", \"\u20ac\"]]", calls.Run("[(io:read-line) (io:read-line) (io:args)]"));
    }

    [Fact]
    public void Files_are_denied_unless_granted_and_denied_goes_before_missing()
    {
        string path = Path.Combine(_folder, "missing");
        using Calls denied = With(Permissions.Denied);
        Assert.Equal($":permission io:read-file: read access to {path} is not allowed (--allow-read)", denied.Run($"(io:read-file \"{path}\")"));
        Assert.StartsWith(":permission io:write-file: write access", denied.Run($"(io:write-file \"{path}\" \"x\")"));
        Assert.StartsWith(":permission io:list-dir", denied.Run($"(io:list-dir \"{_folder}\")"));
        Assert.Equal(":permission io:env: env access to HOME is not allowed (--allow-env)", denied.Run("(io:env \"HOME\")"));
        Assert.False(File.Exists(path));
        using Calls allowed = With(new Permissions { Read = Grant.Of(_folder) });
        Assert.Equal($":io io:read-file: {path}: No such file or directory", allowed.Run($"(io:read-file \"{path}\")"));
        Assert.Equal("false", allowed.Run($"(io:file-exists? \"{path}\")"));
    }

    [Fact]
    public void Files_are_written_appended_read_and_listed()
    {
        using Calls calls = With(new Permissions { Read = Grant.Of(_folder), Write = Grant.Of(_folder) });
        string b = Path.Combine(_folder, "b"), a = Path.Combine(_folder, "a\u20ac");
        calls.Run($"(io:write-file \"{b}\" \"what stood there before\")");
        calls.Run($"(io:write-file \"{b}\" \"one\u20ac\")");
        calls.Run($"(io:append-file \"{b}\" \"two\")");
        calls.Run($"(io:write-file \"{a}\" \"\")");
        Assert.Equal("[\"one\u20actwo\", [\"a\u20ac\", \"b\"], true]", calls.Run($"[(io:read-file \"{b}\") (io:list-dir \"{_folder}\") (io:file-exists? \"{b}\")]"));
        File.WriteAllBytes(b, [0x61, 0xff]);
        Assert.Equal($":io io:read-file: {b}: invalid UTF-8 at byte 1", calls.Run($"(io:read-file \"{b}\")"));
        Assert.StartsWith($":io io:list-dir: {b}/none: ", calls.Run($"(io:list-dir \"{b}/none\")"));
    }

    [Fact]
    public void Who_may_read_may_not_write_and_who_may_write_may_not_read()
    {
        string path = Path.Combine(_folder, "file");
        File.WriteAllText(path, "whole");
        using Calls reader = With(new Permissions { Read = Grant.Of(_folder) }), writer = With(new Permissions { Write = Grant.Of(_folder) });
        foreach (string write in (string[])["write", "append"])
            Assert.Equal($":permission io:{write}-file: write access to {path} is not allowed (--allow-write)", reader.Run($"(io:{write}-file \"{path}\" \"x\")"));
        Assert.Equal("whole", File.ReadAllText(path));
        Assert.Equal("nil", writer.Run($"(io:append-file \"{path}\" \"x\")"));
        foreach (string read in (string[])["read-file", "file-exists?", "list-dir"])
            Assert.Equal($":permission io:{read}: read access to {path} is not allowed (--allow-read)", writer.Run($"(io:{read} \"{path}\")"));
    }

    [Fact]
    public void Links_lead_from_where_they_lie_and_to_each_other()
    {
        string inside = Directory.CreateDirectory(Path.Combine(_folder, "inside")).FullName, outside = Directory.CreateDirectory(Path.Combine(_folder, "outside")).FullName;
        string In(string name) => Path.Combine(inside, name);
        File.WriteAllText(In("file"), "f");
        File.CreateSymbolicLink(In("near"), "file");
        File.CreateSymbolicLink(In("far"), "../outside/none-yet");
        File.CreateSymbolicLink(In("to-near"), In("near"));
        File.CreateSymbolicLink(In("to-far"), "far");
        Directory.CreateSymbolicLink(In("folder"), "../outside");
        using Calls calls = With(new Permissions { Read = Grant.Of(inside), Write = Grant.Of(inside) });
        Assert.Equal("[\"f\", \"f\"]", calls.Run($"[(io:read-file \"{In("near")}\") (io:read-file \"{In("to-near")}\")]"));
        foreach (string name in (string[])["far", "to-far", "folder/new", "folder/../outside/new"])
        {
            Assert.StartsWith(":permission ", calls.Run($"(io:write-file \"{In(name)}\" \"x\")"));
            Assert.StartsWith(":permission ", calls.Run($"(io:read-file \"{In(name)}\")"));
        }
        Assert.Empty(Directory.GetFiles(outside));
    }

    [Fact]
    public void A_grant_of_a_folder_covers_what_is_below_it_after_links_are_resolved()
    {
        string inside = Directory.CreateDirectory(Path.Combine(_folder, "inside")).FullName;
        string outside = Directory.CreateDirectory(Path.Combine(_folder, "outside")).FullName;
        File.WriteAllText(Path.Combine(outside, "secret"), "s");
        File.WriteAllText(Path.Combine(inside, "file"), "f");
        File.CreateSymbolicLink(Path.Combine(inside, "way-out"), Path.Combine(outside, "secret"));
        File.CreateSymbolicLink(Path.Combine(_folder, "way-in"), inside);
        Directory.CreateDirectory(Path.Combine(_folder, "inside-not"));
        var grant = Grant.Of(inside);
        Assert.True(grant.AllowsPath(inside));
        Assert.True(grant.AllowsPath(Path.Combine(inside, "file")));
        Assert.True(grant.AllowsPath(Path.Combine(inside, "new", "deeper")));
        Assert.True(grant.AllowsPath(Path.Combine(_folder, "way-in", "file")));
        Assert.False(grant.AllowsPath(Path.Combine(inside, "way-out")));
        Assert.False(grant.AllowsPath(Path.Combine(inside, "..", "outside", "secret")));
        Assert.True(grant.AllowsPath(Path.Combine(inside, "new", "..", "file")));
        Assert.True(grant.AllowsPath(Path.Combine(_folder, "none", "..", ".", "inside", "file")));
        Assert.False(grant.AllowsPath(Path.Combine(_folder, "inside-not")));
        Assert.True(Grant.Of(Path.Combine(_folder, "way-in")).AllowsPath(Path.Combine(inside, "file")));
        Assert.False(Grant.None.AllowsPath(inside));
        Assert.True(Grant.All.AllowsPath("/"));
        Assert.True(Grant.Of("/").AllowsPath(inside));
    }

    [Fact]
    public void Options_become_grants()
    {
        Assert.False(Grant.Parse(null).Allows("HOME"));
        Assert.True(Grant.Parse("").Allows("HOME"));
        Assert.True(Grant.Parse("PATH,HOME").Allows("HOME"));
        Assert.False(Grant.Parse("PATH").Allows("HOME"));
    }

    [Fact]
    public void Random_numbers_are_those_of_xoshiro_seeded_by_splitmix()
    {
        // Both sequences were computed by an independent implementation.
        using Calls calls = With(Permissions.Denied);
        Assert.Equal(RandomFirst, calls.Run("[(random:int 1000000) (random:int -5 5) (random:float) (random:choice [:a :b :c]) (random:shuffle [1 2 3 4 5])]"));
        calls.Run("(random:seed 42)");
        Assert.Equal(RandomSeeded, calls.Run("[(random:int 9223372036854775807) (random:float) (random:int -9223372036854775808 9223372036854775807)]"));
        Assert.Equal(":range random:int: empty range 3..3", calls.Run("(random:int 3 3)"));
        Assert.Equal(":index random:choice: index 0 is out of range for length 0", calls.Run("(random:choice [])"));
    }

    private const string RandomFirst = "[66420, -3, 0.10301998939503632, :b, [1, 2, 4, 5, 3]]", RandomSeeded = "[1546998764402558742, 0.3789802506626686, 3321214725393783201]";

    [Fact]
    public void State_is_kept_and_rolled_back()
    {
        using var calls = new Calls(new HeapOptions(NurseryBytes: 64 << 10, Stress: true));
        Assert.Equal("[nil, 0]", calls.Run("[(state:get :a) (state:get :a 0)]"));
        calls.Run("(state:set :a [1])");
        calls.Run("(state:begin-transaction)");
        calls.Run("(state:set :a 2)");
        calls.Run("(state:begin-transaction)");
        calls.Run("(state:delete :a)");
        Assert.Equal("nil", calls.Run("(state:get :a)"));
        calls.Run("(state:rollback-transaction)");
        Assert.Equal("2", calls.Run("(state:get :a)"));
        calls.Run("(state:rollback-transaction)");
        Assert.Equal("[1]", calls.Run("(state:get :a)"));
        Assert.Equal(":state state:commit-transaction: no transaction is open", calls.Run("(state:commit-transaction)"));
    }

    [Fact]
    public void Raise_throws_a_record_of_its_arguments()
    {
        using Calls calls = With(Permissions.Denied);
        Assert.Equal("thrown (Error :mine \"text\" [1])", calls.Run("(error:raise :mine \"text\" [1])"));
        Assert.Equal("thrown (Error 5 nil nil)", calls.Run("(error:raise 5 nil)"));
    }

    [Fact]
    public void Clocks_run_forward()
    {
        using Calls calls = With(Permissions.Denied);
        long first = long.Parse(calls.Run("(time:monotonic)"), System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(long.Parse(calls.Run("(time:monotonic)"), System.Globalization.CultureInfo.InvariantCulture), first, long.MaxValue);
        Assert.Contains(".", calls.Run("(time:now)"));
    }
}
