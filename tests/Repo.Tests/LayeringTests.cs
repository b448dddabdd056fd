using Xunit;

namespace ClaudeLang.Repo.Tests;

public sealed class LayeringTests
{
    [Fact]
    public void The_solution_exists() => Assert.True(File.Exists(Path.Combine(RepoRoot(), "ClaudeLang.Cluster.sln")));

    private static string RepoRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "global.json"))) directory = directory.Parent;
        return directory.FullName;
    }
}
