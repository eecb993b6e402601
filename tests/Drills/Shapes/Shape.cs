namespace CptsReferral.Drills.Shapes;

/// <summary>How the switchboard is installed.</summary>
enum Shape
{
    /// <summary>One process, a SQLite file, a bus in memory.</summary>
    Standalone,

    /// <summary>Two processes of every host around RabbitMQ and PostgreSQL.</summary>
    Split,

    /// <summary>The same around three nodes of RabbitMQ.</summary>
    Cluster,
}
