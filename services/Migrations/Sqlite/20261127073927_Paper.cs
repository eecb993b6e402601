using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CptsReferral.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Paper : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "EnteredUtc",
                table: "ReferralMove",
                type: "TEXT",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "EnteredUtc",
                table: "ReferralAnswer",
                type: "TEXT",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "KeptOnPaperUtc",
                table: "Breach",
                type: "TEXT",
                precision: 6,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "EnteredUtc",
                table: "ReferralMove");

            migrationBuilder.DropColumn(
                name: "EnteredUtc",
                table: "ReferralAnswer");

            migrationBuilder.DropColumn(
                name: "KeptOnPaperUtc",
                table: "Breach");
        }
    }
}
