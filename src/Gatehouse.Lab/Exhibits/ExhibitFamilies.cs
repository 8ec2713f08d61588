namespace Gatehouse.Lab.Exhibits;

/// <summary>The families of exhibits: to add one is to add its file and a line here.</summary>
internal static class ExhibitFamilies
{
    public static IReadOnlyList<IExhibitFamily> Create(LabParts parts) =>
        [new CredentialsExhibits(parts), new AccountExhibits(parts), new KeyExhibits(parts)];
}
