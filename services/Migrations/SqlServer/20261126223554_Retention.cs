using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CptsReferral.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Retention : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "ArchivedUtc",
                table: "Referral",
                type: "datetime2(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ErasedUtc",
                table: "Referral",
                type: "datetime2(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "LastMoveUtc",
                table: "Referral",
                type: "datetime2(6)",
                precision: 6,
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<DateTime>(
                name: "RestsSinceUtc",
                table: "Referral",
                type: "datetime2(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Erasure",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    OriginId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Reference = table.Column<string>(type: "varchar(12)", unicode: false, maxLength: 12, nullable: false),
                    AtUtc = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    RestedSinceUtc = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    ArchivedUtc = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    Referrals = table.Column<int>(type: "int", nullable: false),
                    Answers = table.Column<int>(type: "int", nullable: false),
                    Notes = table.Column<int>(type: "int", nullable: false),
                    Files = table.Column<int>(type: "int", nullable: false),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    Mac = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Erasure", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RetentionHold",
                columns: table => new
                {
                    OriginId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Reference = table.Column<string>(type: "varchar(12)", unicode: false, maxLength: 12, nullable: false),
                    Reason = table.Column<string>(type: "varchar(16)", unicode: false, maxLength: 16, nullable: false),
                    SinceUtc = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    SetBy = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RetentionHold", x => x.OriginId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Referral_ArchivedUtc_RestsSinceUtc",
                table: "Referral",
                columns: new[] { "ArchivedUtc", "RestsSinceUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Referral_RestsSinceUtc",
                table: "Referral",
                column: "RestsSinceUtc");

            migrationBuilder.CreateIndex(
                name: "IX_Erasure_OriginId",
                table: "Erasure",
                column: "OriginId",
                unique: true);

            // Moves were dated all along. What rests: neither with its desk nor, unless it was sent on, on its way home.
            migrationBuilder.Sql(
                """
                UPDATE [Referral] SET [LastMoveUtc] = (SELECT MAX([AtUtc]) FROM [ReferralMove] WHERE [ReferralMove].[ReferralId] = [Referral].[Id]);
                """);
            migrationBuilder.Sql(
                """
                UPDATE [Referral] SET [RestsSinceUtc] = [LastMoveUtc] WHERE [OwedKey] IS NULL OR [Status] = 'Redirected';
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Erasure");

            migrationBuilder.DropTable(
                name: "RetentionHold");

            migrationBuilder.DropIndex(
                name: "IX_Referral_ArchivedUtc_RestsSinceUtc",
                table: "Referral");

            migrationBuilder.DropIndex(
                name: "IX_Referral_RestsSinceUtc",
                table: "Referral");

            migrationBuilder.DropColumn(
                name: "ArchivedUtc",
                table: "Referral");

            migrationBuilder.DropColumn(
                name: "ErasedUtc",
                table: "Referral");

            migrationBuilder.DropColumn(
                name: "LastMoveUtc",
                table: "Referral");

            migrationBuilder.DropColumn(
                name: "RestsSinceUtc",
                table: "Referral");
        }
    }
}
