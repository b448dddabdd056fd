using ClaudeLang.Jit.Image;
using Xunit;

namespace ClaudeLang.Jit.Tests.Image;

public sealed class ImageTextTests
{
    [Fact]
    public void Names_stand_for_numbers_and_sites_are_told()
    {
        string text = ImageText.Print(Sketch.Whole().Build(), Sketch.Chunk);
        string[] lines = text.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToArray();
        Assert.StartsWith($"; image {Sketch.Whole().Build().Key.Short} of sketch/1 {Sketch.Chunk.Hash.Short}", text);
        string[] expected =
        [
            "entry:", "0014 cmp rsp, [r13+StackLimit]", "0018 jb L4", "0028 addsd xmm0, [data+368]", "0062 jmp qword ptr [r13+EnterInterpreterStub]",
            "004d call qword ptr [rcx] ; call at 3 add; tagged s1", "L4:",
            "006e call qword ptr [r13+SaveAndExitStub] ; poll at 1 local.get; tagged rsi; frame rsi",
            "008a call qword ptr [r13+SaveAndExitStub] ; deopt (a value was no small Int) at 3 add; tagged s1; frame s1 | rax 2",
            "data:", "0200 0x3ff8000000000000 ; 1.5",
        ];
        foreach (string line in expected) Assert.Contains(line, lines);
    }
}
