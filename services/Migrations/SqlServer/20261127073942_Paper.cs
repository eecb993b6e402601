using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CptsReferral.Migrations.SqlServer
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
                type: "datetime2(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "EnteredUtc",
                table: "ReferralAnswer",
                type: "datetime2(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "KeptOnPaperUtc",
                table: "Breach",
                type: "datetime2(6)",
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
