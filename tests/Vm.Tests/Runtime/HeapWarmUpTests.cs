using ClaudeLang.Vm.Runtime;
using Xunit;

namespace ClaudeLang.Vm.Tests.Runtime;

public sealed class HeapWarmUpTests
{
    [Fact]
    public async Task It_collects_to_its_end() => await HeapWarmUp.Begin();
}
