using System.Reflection;
using Gatehouse.Architecture.Rules;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Architecture;

public class PublicSurfaceTests
{
    private const string Accept = "GATEHOUSE_ACCEPT";

    /// <summary>The assemblies whose surface is held: one line each.</summary>
    public static TheoryData<string> Held { get; } = [typeof(Causes).Assembly.GetName().Name!];

    [Theory]
    [MemberData(nameof(Held))]
    public void A_public_surface_changes_only_together_with_its_accepted_text(string assembly)
    {
        var file = Path.Combine(Repository.Root, "eng", "api", assembly + ".txt");
        var present = PublicSurface.Print(Assembly.Load(assembly));
        if (Environment.GetEnvironmentVariable(Accept) is "1")
        {
            File.WriteAllLines(file, present);
        }

        var accepted = File.Exists(file) ? File.ReadAllLines(file) : [];
        var differences = string.Join('\n', PublicSurface.Differences(accepted, present));
        Assert.True(
            differences.Length == 0,
            $"The public surface of {assembly} is not that of eng/api/{assembly}.txt:\n{differences}\n"
                + $"Where that is meant, run this test with {Accept}=1 and commit the file."
        );
    }

    [Fact]
    public void Every_text_of_a_surface_belongs_to_an_assembly_that_is_held()
    {
        var texts = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "eng", "api"), "Gatehouse.*.txt")
            .Select(Path.GetFileNameWithoutExtension);
        Assert.Equal(Held.Select(row => row.Data), texts.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_surface_is_printed_member_by_member() =>
        Assert.Equal(
            [
                "Gatehouse.Architecture.PublicSurfaceTests.Sample.Choose<T>(from: IReadOnlyList<T>, name: String?): T",
                "Gatehouse.Architecture.PublicSurfaceTests.Sample.Count { get; init; }: Int32",
                "Gatehouse.Architecture.PublicSurfaceTests.Sample.Dispose(): Void",
                "Gatehouse.Architecture.PublicSurfaceTests.Sample.Limit = const Int32",
                "Gatehouse.Architecture.PublicSurfaceTests.Sample.TryRead(text: String, value: out Int32): Boolean",
                "Gatehouse.Architecture.PublicSurfaceTests.Sample.new()",
                "Gatehouse.Architecture.PublicSurfaceTests.Sample: sealed class : IDisposable",
            ],
            PublicSurface.Print([typeof(Sample)])
        );

    [Fact]
    public void A_planted_change_is_found() =>
        Assert.Equal(
            ["- A.Gone()", "+ A.New()"],
            PublicSurface.Differences(["A.Gone()", "A.Kept()"], ["A.Kept()", "A.New()"])
        );

    public sealed class Sample : IDisposable
    {
        public const int Limit = 3;

        public int Count { get; init; }

        public static bool TryRead(string text, out int value) => int.TryParse(text, null, out value);

        public T Choose<T>(IReadOnlyList<T> from, string? name) => name is null ? from[Count] : from[0];

        public void Dispose() => Hidden();

        internal void Hidden() { }
    }
}
