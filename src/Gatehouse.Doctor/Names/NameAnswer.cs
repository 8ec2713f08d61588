namespace Gatehouse.Doctor.Names;

/// <summary>What a name server answered.</summary>
/// <param name="Authoritative">Whether it speaks for the zone itself.</param>
/// <param name="Cut">Whether the answer did not fit and has to be asked for by TCP.</param>
/// <param name="Code">The response code: 0 for none, 3 for no such name.</param>
/// <param name="Answers">The records that answer.</param>
/// <param name="Authority">The records that say whose zone it is.</param>
internal sealed record NameAnswer(
    bool Authoritative,
    bool Cut,
    int Code,
    IReadOnlyList<NameRecord> Answers,
    IReadOnlyList<NameRecord> Authority
)
{
    private const int MostLinks = 8;

    /// <summary>The name at the end of the aliases that the answer itself holds for this one.</summary>
    public string EndOf(string name)
    {
        for (var link = 0; link < MostLinks; link++)
        {
            if (
                Answers.FirstOrDefault(record => record.Kind == NameKind.CNAME && record.Owner == name)
                is not { Target: { } target }
            )
            {
                break;
            }

            name = target;
        }

        return name;
    }
}
